package io.tazpod.cli.command;

import io.tazpod.app.vault.DescribeVault.Description;
import io.tazpod.cli.wiring.GuestComponent;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/// What the host asks before it says how things stand.
@Command(name = "__internal_state", hidden = true)
public final class StateCommand extends InsideCommand {

    public StateCommand(Context context) {
        super(context);
    }

    @Override
    List<String> words() {
        return List.of("__internal_state");
    }

    @Override
    int inside(GuestComponent parts) {
        Description description = parts.describeVault().describe();
        context.report().print("vault=" + description.state().word());
        context.report()
                .print("unsaved=" + description.unsaved().map(String::valueOf).orElse("unknown"));
        context.report().print("shells=" + shells());
        return 0;
    }

    private static int shells() {
        var files = Path.of("/run/tazpod/shells").toFile().list();
        return files == null ? 0 : files.length;
    }
}
