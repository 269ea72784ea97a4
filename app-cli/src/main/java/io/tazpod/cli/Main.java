package io.tazpod.cli;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.command.Catalogue;
import io.tazpod.cli.command.Context;
import io.tazpod.cli.command.EnterCommand;
import io.tazpod.cli.command.ExecCommand;
import io.tazpod.cli.command.UnlockCommand;
import io.tazpod.cli.wiring.HeadStart;
import io.tazpod.cli.wiring.Launch;
import io.tazpod.cli.wiring.Screen;
import io.tazpod.domain.config.Spelling;
import io.tazpod.domain.vault.seal.CryptoWarmUp;
import io.tazpod.ports.PortFailure;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// From words to an exit code.
public final class Main {

    private final Map<String, String> environment;

    private Main(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        var environment = System.getenv();
        if (environment.containsKey("TAZPOD_SIDE")) {
            if (arguments.length > 0 && arguments[0].equals("unlock")) {
                CryptoWarmUp.startKeyDerivation();
            }
        } else if (wantsEngine(arguments)) {
            HeadStart.begin();
        }
        int code = run(Arrays.asList(arguments), environment);
        // exit would look for a logger first, through every jar; nothing is left to its hooks here
        Runtime.getRuntime().halt(code);
    }

    static int run(List<String> arguments, Map<String, String> environment) {
        return new Main(environment).run(arguments);
    }

    private static boolean wantsEngine(String[] arguments) {
        return arguments.length == 0
                || switch (arguments[0]) {
                    case "enter", "ssh", "exec", "unlock", "lock", "save", "status", "up", "down" -> true;
                    default -> false;
                };
    }

    private int run(List<String> arguments) {
        boolean color = !environment.containsKey("NO_COLOR");
        Invocation invocation;
        try {
            invocation = Invocation.of(arguments, color);
        } catch (Stop usage) {
            return failed(report(false, color), usage, false);
        }
        var report = report(invocation.quiet(), invocation.color());
        try {
            return dispatch(new Context(launch(invocation, report)), invocation);
        } catch (Stop stop) {
            return failed(report, stop, invocation.debug());
        } catch (PortFailure failure) {
            report.fail(failure.getMessage(), failure.hint());
            trace(report, failure, invocation.debug());
            return code(failure);
        } catch (RuntimeException | LinkageError | OutOfMemoryError bug) {
            report.fail("internal error: " + bug, "report it, with what --debug prints");
            trace(report, bug, invocation.debug());
            return ExitCodes.FAILED;
        }
    }

    private int dispatch(Context context, Invocation invocation) {
        if (invocation.verb().isEmpty() && invocation.words().isEmpty()) {
            return new EnterCommand(context).call();
        }
        var typed = invocation.verb().orElse("enter");
        var verb = Verb.of(typed).orElseThrow(() -> unknown(typed));
        var words = invocation.words();
        return switch (verb) {
            case VERSION -> print(context, version() + "\n");
            case HELP -> help(context, words);
            case COMPLETION -> print(context, Completion.script(words));
            case EXEC -> isHelp(words) ? print(context, HelpText.exec()) : new ExecCommand(context).run(words);
            case ENTER, SSH -> words.isEmpty() ? new EnterCommand(context).call() : Parsed.run(verb, context, words);
            case UNLOCK -> unlock(context, words);
            default -> words.isEmpty() ? plain(verb, context) : Parsed.run(verb, context, words);
        };
    }

    private static int unlock(Context context, List<String> words) {
        var command = new UnlockCommand(context);
        return command.take(words) ? command.call() : Parsed.run(Verb.UNLOCK, context, words);
    }

    /// A verb without a word of its own needs no model of its flags.
    private static int plain(Verb verb, Context context) {
        return Called.call(Catalogue.command(verb, context).orElseThrow());
    }

    private static int help(Context context, List<String> words) {
        if (words.isEmpty()) {
            return print(context, HelpText.all());
        }
        var verb = Verb.of(words.getFirst()).orElseThrow(() -> unknown(words.getFirst()));
        return switch (verb) {
            case EXEC -> print(context, HelpText.exec());
            case HELP, VERSION, COMPLETION -> print(context, verb.word() + ": " + verb.line() + "\n");
            default ->
                print(context, Parsed.usage(Catalogue.command(verb, context).orElseThrow()));
        };
    }

    private static boolean isHelp(List<String> words) {
        return words.size() == 1
                && (words.getFirst().equals("--help") || words.getFirst().equals("-h"));
    }

    private static int print(Context context, String text) {
        context.report().printRaw(text);
        return ExitCodes.DONE;
    }

    private static Stop unknown(String typed) {
        var nearest = Spelling.nearest(typed, Verb.shown());
        return new Stop(
                Reason.FAILED,
                "unknown command '" + typed + "'",
                nearest.map(word -> "did you mean: tazpod " + word).orElse("tazpod help"));
    }

    private Launch launch(Invocation invocation, Report report) {
        var home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        var distribution = System.getProperty("tazpod.home", "/opt/tazpod");
        return new Launch(
                invocation, report, environment, Path.of("").toAbsolutePath(), Path.of(home), Path.of(distribution));
    }

    private static Report report(boolean quiet, boolean color) {
        return new Report(utf8(FileDescriptor.out), utf8(FileDescriptor.err), quiet, color, Screen::isLookedAt);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    private static int failed(Report report, Stop stop, boolean debug) {
        report.fail(stop.getMessage(), stop.hint());
        trace(report, stop, debug);
        return ExitCodes.of(stop.reason());
    }

    private static void trace(Report report, Throwable error, boolean debug) {
        if (debug) {
            report.trace(error);
        }
    }

    /// A failure that no use case gave a meaning of its own.
    private static int code(PortFailure failure) {
        return failure.kind() == PortFailure.Kind.ABSENT
                        && String.valueOf(failure.getMessage()).contains("terminal")
                ? ExitCodes.of(Reason.NO_TERMINAL)
                : ExitCodes.FAILED;
    }

    private static String version() {
        try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
