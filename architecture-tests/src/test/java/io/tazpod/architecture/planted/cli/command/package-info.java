@NullMarked
package io.tazpod.architecture.planted.cli.command;

import org.jspecify.annotations.NullMarked;
