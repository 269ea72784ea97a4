@NullMarked
package io.tazpod.architecture.planted.cli.wiring;

import org.jspecify.annotations.NullMarked;
