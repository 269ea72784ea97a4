/// The command line: words, exit codes, wiring.
@NullMarked
package io.tazpod.cli;

import org.jspecify.annotations.NullMarked;
