/// The RAM file system that the open vault lives in, and the session that goes with it.
@NullMarked
package io.tazpod.ports.enclave;

import org.jspecify.annotations.NullMarked;
