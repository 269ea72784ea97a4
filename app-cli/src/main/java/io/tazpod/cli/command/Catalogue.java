package io.tazpod.cli.command;

import io.tazpod.cli.Verb;
import java.util.Optional;

/// Builds the one command that was called; the others are not even loaded.
public final class Catalogue {

    private Catalogue() {}

    /// The picocli model's object for a verb; empty for those that need none.
    public static Optional<Object> command(Verb verb, Context context) {
        return Optional.ofNullable(
                switch (verb) {
                    case ENTER, SSH -> new EnterCommand(context);
                    case INIT -> new InitCommand(context);
                    case UP -> new UpCommand(context);
                    case DOWN -> new DownCommand(context);
                    case UNLOCK -> new UnlockCommand(context);
                    case LOCK -> new LockCommand(context);
                    case SAVE -> new SaveCommand(context);
                    case PUSH -> new PushCommand(context);
                    case PULL, SYNC -> new PullCommand(context);
                    case LIST -> new ListCommand(context, "vault-history");
                    case VAULT -> new ListCommand(context, "history");
                    case STORE -> new StoreCommand(context);
                    case LOGIN -> new LoginCommand(context);
                    case SETUP_STORAGE -> new SetupStorageCommand(context);
                    case STATUS -> new StatusCommand(context);
                    case ENV, INTERNAL_ENV -> new EnvCommand(context);
                    case INTERNAL_STATE -> new StateCommand(context);
                    case INTERNAL_REOPEN -> new ReopenCommand(context);
                    case INTERNAL_LEND -> new LendCommand(context);
                    case INTERNAL_LEAVE -> new LeaveCommand(context);
                    case EXEC, COMPLETION, HELP, VERSION -> null;
                });
    }
}
