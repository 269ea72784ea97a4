package io.tazpod.app.vault;

import io.tazpod.domain.vault.seal.Passphrase;
import java.util.Optional;

/// Where passphrases come from: the operator's fingers, a file, a descriptor, a program.
public interface PassphraseSource {

    /// How often [#next(String)] may be asked before giving up.
    int attempts();

    /// A passphrase for the vault that is there; empty when the source has ended.
    Optional<Passphrase> next(String question);

    /// A passphrase for a new vault, confirmed where that makes sense; empty when the operator gave up.
    Optional<Passphrase> fresh();
}
