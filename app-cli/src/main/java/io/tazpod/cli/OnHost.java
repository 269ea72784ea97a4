package io.tazpod.cli;

import io.tazpod.app.Stop;
import io.tazpod.app.host.EnterShell.Entered;
import io.tazpod.app.host.InitialiseProject.Answers;
import io.tazpod.app.host.SmartEntry;
import io.tazpod.app.sync.PullResult;
import io.tazpod.cli.command.Context;
import io.tazpod.cli.command.LoginCommand;
import io.tazpod.cli.command.PassphraseOptions;
import io.tazpod.cli.command.UnlockCommand;
import io.tazpod.cli.wiring.HostComponent;
import io.tazpod.domain.sync.PullConsent;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.engine.ContainerFacts;
import io.tazpod.ports.terminal.Dialogue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Smart entry's steps, done for real. What was looked at is looked at again after every step.
public final class OnHost implements SmartEntry.Surroundings {

    private final Context context;
    private final PassphraseOptions passphrase;
    private final boolean create;
    private HostComponent parts;
    private @Nullable ContainerFacts running;

    public OnHost(Context context, PassphraseOptions passphrase, boolean create) {
        this.context = context;
        this.passphrase = passphrase;
        this.create = create;
        this.parts = context.host();
    }

    public Dialogue dialogue() {
        return parts.dialogue();
    }

    @Override
    public boolean hasProject() {
        return parts.project().root().isPresent();
    }

    @Override
    public void initialise() {
        boolean _ = parts.initialiseProject()
                .initialise(unasked(!context.invocation().yes()));
        context.report().say("made a project in " + parts.project().current());
        parts = context.host();
    }

    /// Nothing was decided beforehand.
    public static Answers unasked(boolean ask) {
        var none = Optional.<String>empty();
        return new Answers(none, none, none, none, Optional.empty(), none, none, none, none, none, none, none, ask);
    }

    @Override
    public boolean containerRuns() {
        var found = parts.container().look().filter(ContainerFacts::running);
        if (running == null && found.isPresent()) {
            Notices.otherProgram(parts, found.get(), context.report());
        }
        running = found.orElse(null);
        return running != null;
    }

    @Override
    public void bringUp() {
        Notices.ignoredKeys(parts, context.report());
        switch (parts.bringUp().up()) {
            case CREATED ->
                context.report()
                        .say("created the container " + parts.container().name());
            case STARTED ->
                context.report()
                        .say("started the container " + parts.container().name());
            case RUNNING -> {}
        }
    }

    @Override
    public boolean hasStore() {
        return parts.storeReach().mayHaveVault() || (!parts.storeReach().mayTakeVault() && canLogIn());
    }

    @Override
    public boolean hasCredentials() {
        return parts.storeReach().mayTakeVault();
    }

    /// A login takes a person; `--yes` is no sign of one.
    @Override
    public boolean canLogIn() {
        return parts.storeReach().hasLogin()
                && !context.invocation().yes()
                && parts.dialogue().possible();
    }

    @Override
    public int logIn() {
        int code = new LoginCommand(context).call();
        // what was found before the login is not to be asked again
        parts = context.host();
        return code;
    }

    @Override
    public Entered enter(boolean anyway) {
        var entered = parts.enterShell().enter(facts(), anyway);
        if (entered instanceof Entered.Left) {
            LeftBehind.push(parts, facts(), context.report());
        }
        return entered;
    }

    @Override
    public int unlock(boolean wanted) {
        return UnlockCommand.forward(context, parts, facts(), passphrase, wanted);
    }

    @Override
    public boolean pull() {
        try {
            var result = parts.pull().pull(PullConsent.NONE);
            if (result instanceof PullResult.NoRemote) {
                context.report().say("the store has no vault yet");
                return false;
            }
            context.report().say(SyncWords.of(result));
            return true;
        } catch (PortFailure failure) {
            Stop stop = SyncWords.stop(failure);
            throw new Stop(stop.reason(), "the vault could not be fetched: " + stop.getMessage(), stop.hint(), failure);
        }
    }

    @Override
    public boolean newWanted() {
        return create;
    }

    private ContainerFacts facts() {
        var known = running;
        if (known == null) {
            known = parts.container().running();
        }
        return known;
    }
}
