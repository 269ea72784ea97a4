/// The vault: how it is sealed, and what its archive may hold.
@NullMarked
package io.tazpod.domain.vault;

import org.jspecify.annotations.NullMarked;
