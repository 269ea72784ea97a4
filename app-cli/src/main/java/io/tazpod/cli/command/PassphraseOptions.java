package io.tazpod.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a passphrase comes from when nobody is to be asked. Never an argument, never the environment.
public final class PassphraseOptions {

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "read the passphrase from FILE; nobody else may be able to read it")
    @Nullable
    String file;

    @Option(
            names = "--passphrase-fd",
            paramLabel = "N",
            description = "read the passphrase from the open file descriptor N")
    @Nullable
    Integer descriptor;

    @Option(
            names = "--passphrase-command",
            paramLabel = "CMD",
            description = "read the passphrase from what CMD prints (no shell)")
    @Nullable
    String command;

    /// Takes one flag with its value; false when it is none of these.
    boolean take(String flag, String value) {
        switch (flag) {
            case "--passphrase-file" -> file = value;
            case "--passphrase-command" -> command = value;
            case "--passphrase-fd" -> {
                if (!value.matches("[0-9]{1,6}")) {
                    return false;
                }
                descriptor = Integer.valueOf(value);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Whether one was given.
    public boolean given() {
        return file != null || descriptor != null || command != null;
    }

    public @Nullable String file() {
        return file;
    }

    public @Nullable Integer descriptor() {
        return descriptor;
    }

    public @Nullable String command() {
        return command;
    }

    /// More than one is a mistake.
    List<String> names() {
        var names = new ArrayList<String>();
        if (file != null) {
            names.add("--passphrase-file");
        }
        if (descriptor != null) {
            names.add("--passphrase-fd");
        }
        if (command != null) {
            names.add("--passphrase-command");
        }
        return names;
    }
}
