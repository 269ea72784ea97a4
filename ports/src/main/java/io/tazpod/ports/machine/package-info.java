/// Child processes, clocks and what else a machine gives.
@NullMarked
package io.tazpod.ports.machine;

import org.jspecify.annotations.NullMarked;
