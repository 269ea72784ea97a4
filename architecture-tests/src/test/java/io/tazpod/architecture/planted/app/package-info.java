@NullMarked
package io.tazpod.architecture.planted.app;

import org.jspecify.annotations.NullMarked;
