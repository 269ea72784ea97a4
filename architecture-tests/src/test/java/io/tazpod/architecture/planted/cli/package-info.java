@NullMarked
package io.tazpod.architecture.planted.cli;

import org.jspecify.annotations.NullMarked;
