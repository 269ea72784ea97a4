/// Logging in to a cloud.
@NullMarked
package io.tazpod.ports.identity;

import org.jspecify.annotations.NullMarked;
