@NullMarked
package io.tazpod.architecture.planted.domain.there;

import org.jspecify.annotations.NullMarked;
