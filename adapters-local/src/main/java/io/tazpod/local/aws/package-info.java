/// The files of AWS's tools.
@NullMarked
package io.tazpod.local.aws;

import org.jspecify.annotations.NullMarked;
