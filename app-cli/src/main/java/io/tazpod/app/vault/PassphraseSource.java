package io.tazpod.app.vault;

import io.tazpod.domain.vault.seal.Passphrase;
import java.util.Optional;

/// Where passphrases come from: the operator's fingers, a file, a descriptor, a program.
public interface PassphraseSource {

    /// When there is nobody to ask.
    PassphraseSource NOBODY = new PassphraseSource() {
        @Override
        public int attempts() {
            return 0;
        }

        @Override
        public Optional<Passphrase> next(String question) {
            return Optional.empty();
        }

        @Override
        public Optional<Passphrase> fresh() {
            return Optional.empty();
        }
    };

    /// How often [#next(String)] may be asked before giving up.
    int attempts();

    /// A passphrase for the vault that is there; empty when the source has ended.
    Optional<Passphrase> next(String question);

    /// A passphrase for a new vault, confirmed where that makes sense; empty when the operator gave up.
    Optional<Passphrase> fresh();
}
