/// The operator's terminal: questions, secrets, and a shell's streams.
@NullMarked
package io.tazpod.ports.terminal;

import org.jspecify.annotations.NullMarked;
