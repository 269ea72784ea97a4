package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.vault.PassphraseSource;
import io.tazpod.app.vault.UnlockVault.Unlocked;
import io.tazpod.cli.Passphrases;
import io.tazpod.cli.Results;
import io.tazpod.cli.wiring.GuestComponent;
import io.tazpod.cli.wiring.HostComponent;
import io.tazpod.cli.wiring.PassphraseReading;
import io.tazpod.domain.vault.seal.CryptoWarmUp;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.engine.ContainerFacts;
import io.tazpod.ports.machine.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Opens the vault.
@Command(
        name = "unlock",
        description = "Open the vault into RAM inside the container. Asks for the passphrase up to three times.")
public final class UnlockCommand implements Callable<Integer> {

    @Mixin
    PassphraseOptions passphrase = new PassphraseOptions();

    @Option(names = "--new", description = "begin a new vault if there is none")
    boolean create;

    private final Context context;

    public UnlockCommand(Context context) {
        this.context = context;
    }

    /// The flags read without a model of them, which costs more than everything else before the
    /// passphrase; false
    /// when there is a word that needs the model, for its error or its help.
    public boolean take(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("--new")) {
                create = true;
            } else if (i + 1 == words.size() || !passphrase.take(word, words.get(++i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Integer call() {
        if (passphrase.names().size() > 1) {
            throw new Stop(Reason.USAGE, "give one of " + String.join(", ", passphrase.names()), "tazpod help unlock");
        }
        if (!context.isGuest()) {
            var host = context.host();
            return forward(context, host, host.container().running(), passphrase, create);
        }
        CryptoWarmUp.startOpening();
        var parts = context.guest();
        var unlocked = unlock(parts);
        int done = Results.unlocked(context, unlocked);
        if (unlocked instanceof Unlocked.Opened) {
            warnOfMissing(parts);
        }
        return done;
    }

    /// The vault is open all the same: what is missing has to be fetched by somebody.
    private void warnOfMissing(GuestComponent parts) {
        var missing = parts.recoveryAnchors().missing();
        if (!missing.isEmpty()) {
            AnchorWarning.tell(context, parts, missing);
        }
    }

    private Unlocked unlock(GuestComponent parts) {
        boolean begin = create || (!passphrase.given() && offerNew(parts));
        var unlocked = parts.unlockVault().unlock(source(parts), begin);
        if (unlocked instanceof Unlocked.Created) {
            // a vault that was never written would be gone with the container
            var _ = parts.saveVault().save(false);
        }
        return unlocked;
    }

    /// Typed without `--new` where there is no vault: on a terminal that is a question, not an error.
    private static boolean offerNew(GuestComponent parts) {
        return !parts.project().hasVault()
                && parts.dialogue().possible()
                && parts.dialogue().confirm("There is no vault yet. Begin a new one?");
    }

    private PassphraseSource source(GuestComponent parts) {
        return passphrase.given()
                ? Passphrases.given(() -> read(passphrase, parts.programs()))
                : Passphrases.typed(parts.dialogue(), context.report(), parts.random());
    }

    /// From the host: a given passphrase is read here and handed in through the command's standard
    /// input; otherwise the
    /// operator is asked inside.
    public static int forward(
            Context context, HostComponent host, ContainerFacts running, PassphraseOptions passphrase, boolean create) {
        var words = new ArrayList<>(List.of("unlock"));
        if (create) {
            words.add("--new");
        }
        words.addAll(context.invocation().forwarded());
        if (!passphrase.given()) {
            if (!host.dialogue().possible()) {
                throw new Stop(
                        Reason.NO_PASSPHRASE,
                        "there is no terminal to ask for the passphrase on",
                        "give it by --passphrase-file FILE, --passphrase-fd N or --passphrase-command CMD");
            }
            return host.guest().tazpod(running, words);
        }
        try (var secret = read(passphrase, host.programs())) {
            return host.guest().tazpodWithPassphrase(running, words, secret);
        }
    }

    private static Passphrase read(PassphraseOptions from, Programs programs) {
        try {
            return PassphraseReading.read(from.file(), from.descriptor(), from.command(), programs);
        } catch (PortFailure failure) {
            throw new Stop(
                    Reason.NO_PASSPHRASE,
                    String.valueOf(failure.getMessage()),
                    failure.hint() == null ? "look after what the flag names" : failure.hint(),
                    failure);
        }
    }
}
