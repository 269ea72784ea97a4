package io.tazpod.cli.command;

import io.tazpod.cli.Notices;
import io.tazpod.cli.Results;
import io.tazpod.cli.wiring.HostComponent;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/// Brings the container up.
@Command(name = "up", description = "Create or start the container of this project.")
public final class UpCommand extends HostCommand {

    public UpCommand(Context context) {
        super(context);
    }

    @Override
    int onHost(HostComponent host) {
        Notices.ignoredKeys(host, context.report());
        var outcome = host.bringUp().up();
        var name = host.container().name();
        var line = switch (outcome) {
            case CREATED -> "created the container " + name;
            case STARTED -> "started the container " + name;
            case RUNNING -> "the container " + name + " runs already";
        };
        return Results.tell(
                context,
                line,
                Map.of("container", name.value(), "outcome", outcome.name().toLowerCase(Locale.ROOT)));
    }
}
