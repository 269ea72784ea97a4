@NullMarked
package io.tazpod.architecture.planted.enginehttp;

import org.jspecify.annotations.NullMarked;
