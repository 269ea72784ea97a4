/// Podman behind the engine port.
@NullMarked
package io.tazpod.podman;

import org.jspecify.annotations.NullMarked;
