package io.tazpod.cli;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.app.vault.PassphraseSource;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.ports.terminal.Dialogue;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

/// Passphrases as this invocation gives them: from the terminal, or from where a flag points.
public final class Passphrases {

    private Passphrases() {}

    /// From the operator's fingers: three attempts, a new one typed twice.
    public static PassphraseSource typed(Dialogue dialogue, Talk talk, SecureRandom random) {
        return new Typed(dialogue, talk, new Strength(random));
    }

    /// From elsewhere: one attempt, no questions.
    public static PassphraseSource given(Supplier<Passphrase> where) {
        return new Given(where);
    }

    private record Given(Supplier<Passphrase> where) implements PassphraseSource {
        @Override
        public int attempts() {
            return 1;
        }

        @Override
        public Optional<Passphrase> next(String question) {
            return Optional.of(where.get());
        }

        @Override
        public Optional<Passphrase> fresh() {
            var passphrase = where.get();
            if (passphrase.isEmpty()) {
                passphrase.close();
                throw new Stop(
                        Reason.NO_PASSPHRASE, "the passphrase for the new vault is empty", "give one of several words");
            }
            return Optional.of(passphrase);
        }
    }

    private record Typed(Dialogue dialogue, Talk talk, Strength strength) implements PassphraseSource {
        @Override
        public int attempts() {
            return 3;
        }

        @Override
        public Optional<Passphrase> next(String question) {
            requireTerminal();
            return dialogue.secret(question);
        }

        @Override
        public Optional<Passphrase> fresh() {
            requireTerminal();
            while (true) {
                var first = dialogue.secret("New vault passphrase (empty: propose one)");
                if (first.isEmpty()) {
                    return first;
                }
                var chosen = first.get();
                if (chosen.isEmpty()) {
                    dialogue.show("Proposed: " + strength.sixWords());
                    chosen.close();
                    continue;
                }
                strength.warning(chosen).ifPresent(talk::warn);
                var again = dialogue.secret("Once more");
                if (again.isEmpty()) {
                    chosen.close();
                    return again;
                }
                try (var second = again.get()) {
                    if (chosen.equals(second)) {
                        return Optional.of(chosen);
                    }
                }
                chosen.close();
                talk.warn("the two are not the same; once more from the start");
            }
        }

        private void requireTerminal() {
            if (!dialogue.possible()) {
                throw new Stop(
                        Reason.NO_PASSPHRASE,
                        "there is no terminal to ask for the passphrase on",
                        "tazpod unlock --passphrase-file FILE (or --passphrase-fd N, --passphrase-command CMD)");
            }
        }
    }
}
