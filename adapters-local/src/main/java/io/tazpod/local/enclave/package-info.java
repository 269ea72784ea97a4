/// The enclave and its session, from inside the container.
@NullMarked
package io.tazpod.local.enclave;

import org.jspecify.annotations.NullMarked;
