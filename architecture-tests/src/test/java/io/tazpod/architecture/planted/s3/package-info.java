@NullMarked
package io.tazpod.architecture.planted.s3;

import org.jspecify.annotations.NullMarked;
