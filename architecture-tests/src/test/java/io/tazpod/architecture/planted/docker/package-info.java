@NullMarked
package io.tazpod.architecture.planted.docker;

import org.jspecify.annotations.NullMarked;
