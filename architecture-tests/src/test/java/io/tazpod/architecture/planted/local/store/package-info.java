@NullMarked
package io.tazpod.architecture.planted.local.store;

import org.jspecify.annotations.NullMarked;
