package io.tazpod.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Every word that TazPod knows, with the line that `help` shows.
public enum Verb {
    ENTER("enter", "bring everything up and open a shell (also: tazpod alone, ssh)"),
    SSH("ssh", ""),
    INIT("init", "make a project of this directory"),
    UP("up", "create or start the container"),
    DOWN("down", "save, lock, and remove the container"),
    EXEC("exec", "run a command in the container: exec -- CMD…"),
    UNLOCK("unlock", "open the vault into RAM"),
    LOCK("lock", "save, then remove the secrets from RAM"),
    SAVE("save", "seal what changed into the vault file"),
    PUSH("push", "send the vault file to the store"),
    PULL("pull", "fetch the vault file from the store (also: sync)"),
    SYNC("sync", ""),
    LIST("list", "list vault-history: what the store keeps"),
    VAULT("vault", "vault history: the same"),
    STORE("store", "store check: what the store honours"),
    LOGIN("login", "log in to where the vault travels"),
    SETUP_STORAGE("setup-storage", "make the store's bucket, or see to its settings"),
    STATUS("status", "how container and vault stand"),
    ENV("env", "print export lines for the vault's keys, for eval"),
    COMPLETION("completion", "print a completion script: completion bash|zsh"),
    HELP("help", "this page, or a verb's: help VERB"),
    VERSION("version", "print the version (also: --version, -v)"),
    INTERNAL_ENV("__internal_env", ""),
    INTERNAL_STATE("__internal_state", ""),
    INTERNAL_REOPEN("__internal_reopen", ""),
    INTERNAL_LEND("__internal_lend", ""),
    INTERNAL_LEAVE("__internal_leave", "");

    private final String word;
    private final String line;

    Verb(String word, String line) {
        this.word = word;
        this.line = line;
    }

    public String word() {
        return word;
    }

    /// What `help` says; empty for words that stand for another, or are not for people.
    public String line() {
        return line;
    }

    static Optional<Verb> of(String typed) {
        var word = switch (typed) {
            case "--version", "-v", "-V" -> "version";
            case "--help", "-h" -> "help";
            default -> typed;
        };
        return Arrays.stream(values()).filter(v -> v.word.equals(word)).findFirst();
    }

    /// For suggestions and completion.
    static List<String> shown() {
        return Arrays.stream(values())
                .map(Verb::word)
                .filter(w -> !w.startsWith("__"))
                .toList();
    }
}
