/// The operator's terminal, by the C library's own calls.
@NullMarked
package io.tazpod.local.terminal;

import org.jspecify.annotations.NullMarked;
