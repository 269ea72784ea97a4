package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.host.SmartEntry;
import io.tazpod.cli.OnHost;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// From whatever is here to a shell.
@Command(
        name = "enter",
        description =
                "Bring everything up and open a shell: project, container, vault, in this order, asking before each"
                        + " step. The shell's exit code is TazPod's. When the last shell closes, the vault is saved, sent to the"
                        + " store and locked.")
public final class EnterCommand implements Callable<Integer> {

    @Mixin
    PassphraseOptions passphrase = new PassphraseOptions();

    @Option(names = "--new", description = "begin a new vault if there is none, without asking")
    boolean create;

    private final Context context;

    public EnterCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (context.isGuest()) {
            throw new Stop(Reason.WRONG_SIDE, "this is a shell inside the container already", "type it on the host");
        }
        var surroundings = new OnHost(context, passphrase, create);
        return new SmartEntry(surroundings, surroundings.dialogue(), context.report()).enter();
    }
}
