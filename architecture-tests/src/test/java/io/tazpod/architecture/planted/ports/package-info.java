@NullMarked
package io.tazpod.architecture.planted.ports;

import org.jspecify.annotations.NullMarked;
