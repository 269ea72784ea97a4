@NullMarked
package io.tazpod.architecture.planted.local;

import org.jspecify.annotations.NullMarked;
