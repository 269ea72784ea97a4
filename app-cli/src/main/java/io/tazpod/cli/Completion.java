package io.tazpod.cli;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import java.util.List;

/// Prints completion scripts.
final class Completion {

    private static final String FLAGS = "--project --yes --json --quiet --no-color --debug --help";

    private Completion() {}

    static String script(List<String> words) {
        var shell = words.isEmpty() ? "bash" : words.getFirst();
        var verbs = String.join(" ", Verb.shown());
        return switch (shell) {
            case "bash" -> """
                    # bash completion for tazpod
                    _tazpod() {
                      local word=${COMP_WORDS[COMP_CWORD]}
                      if [ "$COMP_CWORD" -eq 1 ]; then
                        COMPREPLY=($(compgen -W "%s %s" -- "$word"))
                      else
                        case ${COMP_WORDS[1]} in
                          unlock|enter) COMPREPLY=($(compgen -W "--new --passphrase-file --passphrase-fd --passphrase-command %2$s" -- "$word")) ;;
                          lock) COMPREPLY=($(compgen -W "--force --discard %2$s" -- "$word")) ;;
                          save) COMPREPLY=($(compgen -W "--force %2$s" -- "$word")) ;;
                          down) COMPREPLY=($(compgen -W "--discard %2$s" -- "$word")) ;;
                          push) COMPREPLY=($(compgen -W "vault --recreate %2$s" -- "$word")) ;;
                          pull|sync) COMPREPLY=($(compgen -W "vault --index --force --allow-rollback --resolve ours theirs merge %2$s" -- "$word")) ;;
                          vault) COMPREPLY=($(compgen -W "history %2$s" -- "$word")) ;;
                          store) COMPREPLY=($(compgen -W "check %2$s" -- "$word")) ;;
                          login) COMPREPLY=($(compgen -W "--configure --profile --start-url --sso-region --account --role --endpoint --access-key --secret-key-file %2$s" -- "$word")) ;;
                          setup-storage) COMPREPLY=($(compgen -W "--policy --versioning --no-versioning %2$s" -- "$word")) ;;
                          list) COMPREPLY=($(compgen -W "vault-history %2$s" -- "$word")) ;;
                          completion) COMPREPLY=($(compgen -W "bash zsh" -- "$word")) ;;
                          help) COMPREPLY=($(compgen -W "%1$s" -- "$word")) ;;
                          init) COMPREPLY=($(compgen -W "--image --name --storage --bucket --region --profile --endpoint --directory --runtime --enclave %2$s" -- "$word")) ;;
                          *) COMPREPLY=($(compgen -W "%2$s" -- "$word")) ;;
                        esac
                      fi
                    }
                    complete -o default -F _tazpod tazpod
                    """.formatted(verbs, FLAGS);
            case "zsh" -> "#compdef tazpod\n_arguments '1: :(" + verbs + ")' '*: :_files'\n";
            default -> throw new Stop(Reason.USAGE, "no completion for '" + shell + "'", "tazpod completion bash");
        };
    }
}
