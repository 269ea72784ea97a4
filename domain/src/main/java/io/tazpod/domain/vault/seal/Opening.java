package io.tazpod.domain.vault.seal;

/// What came of opening a sealed vault.
public sealed interface Opening {

    /// It is open: every byte of the payload was authenticated before this was made.
    ///
    /// @param key what opens and seals this vault from now on; the receiver closes it
    /// @param payload the archive, gzip of tar; secret
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared; a wrapper would only be unwrapped
    record Opened(V1Key key, byte[] payload) implements Opening {
        @Override
        public String toString() {
            return "opened, " + payload.length + " bytes";
        }
    }

    /// The seal does not open: a wrong passphrase and a changed file can't be told apart.
    record NotOpened() implements Opening {
        public String sentence() {
            return "wrong passphrase, or the vault file was changed";
        }
    }

    /// Too short to be a vault at all.
    record NotAVault(int length) implements Opening {
        public String sentence() {
            return "the vault file has " + length + " bytes, a sealed vault has at least " + V1Seal.OVERHEAD;
        }
    }
}
