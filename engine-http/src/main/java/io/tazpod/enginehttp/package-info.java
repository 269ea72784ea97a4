/// HTTP to a container engine over a unix socket or TCP, with upgraded streams.
@NullMarked
package io.tazpod.enginehttp;

import org.jspecify.annotations.NullMarked;
