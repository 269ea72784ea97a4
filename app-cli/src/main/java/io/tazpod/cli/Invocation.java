package io.tazpod.cli;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was typed: the verb, its own words, and what holds for every verb wherever it stands.
///
/// @param verb empty for `tazpod` alone
/// @param words what belongs to the verb
public record Invocation(
        Optional<String> verb,
        List<String> words,
        boolean debug,
        Optional<String> project,
        boolean yes,
        boolean json,
        boolean quiet,
        boolean color) {

    public Invocation {
        words = List.copyOf(words);
    }

    /// Global flags are taken from anywhere before `--`, and for `exec` before its command.
    public static Invocation of(List<String> arguments, boolean colorWanted) {
        var verb = Optional.<String>empty();
        var words = new ArrayList<String>();
        boolean debug = false;
        boolean yes = false;
        boolean json = false;
        boolean quiet = false;
        boolean color = colorWanted;
        var project = Optional.<String>empty();
        boolean foreign = false;
        for (int i = 0; i < arguments.size(); i++) {
            var word = arguments.get(i);
            if (foreign) {
                words.add(word);
                continue;
            }
            switch (word) {
                case "--debug" -> debug = true;
                case "--yes", "-y" -> yes = true;
                case "--json" -> json = true;
                case "--quiet", "-q" -> quiet = true;
                case "--no-color" -> color = false;
                case "--project" -> {
                    if (++i == arguments.size()) {
                        throw new Stop(Reason.USAGE, "--project takes a directory", "tazpod --project DIR …");
                    }
                    project = Optional.of(arguments.get(i));
                }
                case "--" -> {
                    foreign = true;
                    words.add(word);
                }
                default -> {
                    if (word.startsWith("--project=")) {
                        project = Optional.of(word.substring("--project=".length()));
                    } else if (verb.isEmpty() && (!word.startsWith("-") || isVerbLike(word))) {
                        verb = Optional.of(word);
                    } else {
                        words.add(word);
                        if (verb.isEmpty() && takesValue(word) && i + 1 < arguments.size()) {
                            // `tazpod --passphrase-file F`: F is the flag's, not the verb
                            words.add(arguments.get(++i));
                        }
                        foreign = verb.filter("exec"::equals).isPresent() && !word.startsWith("-");
                    }
                }
            }
        }
        return new Invocation(verb, words, debug, project, yes, json, quiet, color);
    }

    /// The flags of entry, which may stand without its verb.
    private static boolean takesValue(String word) {
        return word.startsWith("--passphrase-") && !word.contains("=");
    }

    /// The flags that the original takes for verbs.
    private static boolean isVerbLike(String word) {
        return switch (word) {
            case "--version", "-v", "-V", "--help", "-h" -> true;
            default -> false;
        };
    }

    /// The flags as the other side of the wall takes them.
    public List<String> forwarded() {
        var flags = new ArrayList<String>();
        if (debug) {
            flags.add("--debug");
        }
        if (yes) {
            flags.add("--yes");
        }
        if (json) {
            flags.add("--json");
        }
        if (quiet) {
            flags.add("--quiet");
        }
        if (!color) {
            flags.add("--no-color");
        }
        return flags;
    }
}
