@NullMarked
package io.tazpod.architecture.planted.local.machine;

import org.jspecify.annotations.NullMarked;
