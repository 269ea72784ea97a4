/// Writing files so that they are there after a power cut, or not at all.
@NullMarked
package io.tazpod.local.files;

import org.jspecify.annotations.NullMarked;
