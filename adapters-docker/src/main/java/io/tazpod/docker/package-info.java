/// The Docker Engine behind the engine port.
@NullMarked
package io.tazpod.docker;

import org.jspecify.annotations.NullMarked;
