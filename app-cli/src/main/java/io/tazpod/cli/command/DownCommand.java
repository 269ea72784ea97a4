package io.tazpod.cli.command;

import io.tazpod.cli.Results;
import io.tazpod.cli.wiring.HostComponent;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Takes the container down.
@Command(
        name = "down",
        description = "Save and lock the vault, then remove the container. If the save fails, the container stays.")
public final class DownCommand extends HostCommand {

    @Option(names = "--discard", description = "give up what was not saved")
    boolean discard;

    public DownCommand(Context context) {
        super(context);
    }

    @Override
    int onHost(HostComponent host) {
        var name = host.container().name();
        boolean was = host.takeDown().down(discard);
        return Results.tell(
                context,
                was ? "removed the container " + name : "there is no container " + name,
                Map.of("container", name.value(), "removed", was));
    }
}
