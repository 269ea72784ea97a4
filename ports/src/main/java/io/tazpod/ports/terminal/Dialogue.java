package io.tazpod.ports.terminal;

import io.tazpod.domain.vault.seal.Passphrase;
import java.util.Optional;

/// Questions to the operator, on the terminal itself and never on standard input or output.
public interface Dialogue {

    /// Whether somebody can be asked.
    boolean possible();

    /// Asks for yes or no; `y` or `yes` in any case is yes, anything else and the end of input is no.
    boolean confirm(String question);

    /// As [#confirm(String)], but where nobody can be asked it fails with `ABSENT`, naming what answers
    /// the question.
    ///
    /// @param answeredBy what to type so that it is not asked
    boolean confirm(String question, String answeredBy);

    /// Shows a line on the terminal only: it may be secret, and is in no log and no pipe.
    void show(String line);

    /// Asks for a line; empty gives the fallback.
    String ask(String question, String fallback);

    /// Asks without echo, byte for byte; empty when the input ended instead. The terminal is restored
    /// on every way
    /// out, Ctrl-C included.
    Optional<Passphrase> secret(String question);
}
