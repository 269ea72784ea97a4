package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.domain.project.GuestPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs a command in the container. Not a picocli model: it is on the hot path, and every word is the
/// command's.
public final class ExecCommand {

    private final Context context;

    public ExecCommand(Context context) {
        this.context = context;
    }

    public int run(List<String> words) {
        if (context.isGuest()) {
            throw new Stop(
                    Reason.WRONG_SIDE,
                    "'exec' works on the host, and this is inside the container",
                    "type the command itself");
        }
        boolean marked = !words.isEmpty() && words.getFirst().equals("--");
        var command = marked ? words.subList(1, words.size()) : words;
        if (command.isEmpty() || (!marked && command.getFirst().startsWith("-"))) {
            throw new Stop(
                    Reason.USAGE,
                    command.isEmpty() ? "exec takes a command" : "unknown flag " + command.getFirst(),
                    "tazpod exec -- ls");
        }
        var host = context.host();
        var wrapped = new ArrayList<String>();
        // says which command is missing, and how: engines tell it each in a way of their own
        wrapped.add(GuestPaths.LIBEXEC + "guest-exec");
        wrapped.addAll(command);
        return host.guest().attached(host.container().running(), wrapped, Map.of());
    }
}
