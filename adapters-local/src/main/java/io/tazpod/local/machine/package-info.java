/// This machine's processes, clock and memory.
@NullMarked
package io.tazpod.local.machine;

import org.jspecify.annotations.NullMarked;
