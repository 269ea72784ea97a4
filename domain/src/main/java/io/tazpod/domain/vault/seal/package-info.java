/// The seal: passphrase and key around the vault's bytes.
@NullMarked
package io.tazpod.domain.vault.seal;

import org.jspecify.annotations.NullMarked;
