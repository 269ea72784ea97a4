@NullMarked
package io.tazpod.architecture.planted.podman;

import org.jspecify.annotations.NullMarked;
