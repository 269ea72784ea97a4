/// What TazPod asks of a container engine.
@NullMarked
package io.tazpod.ports.engine;

import org.jspecify.annotations.NullMarked;
