/// The interfaces that the rules sit behind, their value types, and the one failure type.
@NullMarked
package io.tazpod.ports;

import org.jspecify.annotations.NullMarked;
