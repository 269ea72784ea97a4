/// One class a verb: options, one call, words.
@NullMarked
package io.tazpod.cli.command;

import org.jspecify.annotations.NullMarked;
