package io.tazpod.cli;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.command.Catalogue;
import io.tazpod.cli.command.Context;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Runs a verb through picocli; kept apart, so that the hot verbs never load it.
final class Parsed {

    private Parsed() {}

    static int run(Verb verb, Context context, List<String> words) {
        var command = Catalogue.command(verb, context).orElseThrow();
        var line = new CommandLine(command);
        if (words.contains("--help") || words.contains("-h")) {
            context.report().printRaw(usage(command));
            return ExitCodes.DONE;
        }
        try {
            line.parseArgs(words.toArray(String[]::new));
        } catch (ParameterException wrong) {
            throw new Stop(Reason.USAGE, String.valueOf(wrong.getMessage()), "tazpod help " + verb.word(), wrong);
        }
        return call(command);
    }

    static String usage(Object command) {
        var line = new CommandLine(command);
        line.setCommandName("tazpod " + line.getCommandName());
        return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    // every command declares Integer and no checked exception; Callable's own signature is wider
    private static int call(Object command) {
        try {
            return (Integer) ((Callable<?>) command).call();
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
