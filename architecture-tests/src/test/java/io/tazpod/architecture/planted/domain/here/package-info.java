@NullMarked
package io.tazpod.architecture.planted.domain.here;

import org.jspecify.annotations.NullMarked;
