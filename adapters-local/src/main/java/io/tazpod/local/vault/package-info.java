/// The vault file on this machine's disk.
@NullMarked
package io.tazpod.local.vault;

import org.jspecify.annotations.NullMarked;
