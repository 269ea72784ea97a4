package io.tazpod.cli;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.command.Catalogue;
import io.tazpod.cli.command.Context;
import java.util.List;
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
        return Called.call(command);
    }

    static String usage(Object command) {
        var line = new CommandLine(command);
        line.setCommandName("tazpod " + line.getCommandName());
        return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}
