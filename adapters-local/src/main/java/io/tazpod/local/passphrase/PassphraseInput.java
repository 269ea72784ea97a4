package io.tazpod.local.passphrase;

import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.machine.Programs;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads a passphrase as bytes, less one line end at its end.
public final class PassphraseInput {

    private static final int LONGEST = 64 * 1024;
    /// A password manager may ask its own operator first.
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);

    private PassphraseInput() {}

    /// Of a file that nobody else may read.
    public static Passphrase file(Path file) {
        try {
            var permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(PassphraseInput::isForOthers)) {
                throw new PortFailure(
                        Kind.REFUSED,
                        "the passphrase file " + file + " can be read by others",
                        "chmod 600 " + file,
                        null);
            }
            try (var in = Files.newInputStream(file)) {
                return read(in);
            }
        } catch (NoSuchFileException missing) {
            throw new PortFailure(Kind.ABSENT, "there is no passphrase file " + file, missing);
        } catch (IOException unreadable) {
            throw new PortFailure(
                    Kind.DENIED,
                    "the passphrase file " + file + " can't be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    /// Of an open descriptor of this process, to its end.
    public static Passphrase descriptor(int number) {
        try (InputStream in = number == 0
                ? new FileInputStream(FileDescriptor.in)
                : Files.newInputStream(Path.of("/proc/self/fd/" + number))) {
            return read(in);
        } catch (IOException broken) {
            throw new PortFailure(Kind.ABSENT, "there is nothing to read on file descriptor " + number, broken);
        }
    }

    /// Of what a program prints. Words are separated by blanks; quotes keep blanks; there is no shell.
    public static Passphrase command(String line, Programs programs) {
        var command = words(line);
        var finished = programs.run(command, COMMAND_LIMIT);
        try {
            if (finished.exitCode() != 0) {
                throw new PortFailure(
                        Kind.REFUSED,
                        "the passphrase command " + command.getFirst() + " ended with code " + finished.exitCode()
                                + ": " + finished.errors().strip());
            }
            return Passphrase.taking(trimmed(finished.output(), finished.output().length));
        } finally {
            Arrays.fill(finished.output(), (byte) 0);
        }
    }

    static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == ' ' || c == '\t') {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.isEmpty() || quote != 0) {
            throw new PortFailure(Kind.REFUSED, "the passphrase command is empty or has an open quote");
        }
        return words;
    }

    private static boolean isForOthers(PosixFilePermission permission) {
        return switch (permission) {
            case GROUP_READ, OTHERS_READ -> true;
            default -> false;
        };
    }

    private static Passphrase read(InputStream in) throws IOException {
        var buffer = new byte[LONGEST];
        try {
            int length = in.readNBytes(buffer, 0, LONGEST);
            return Passphrase.taking(trimmed(buffer, length));
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private static byte[] trimmed(byte[] bytes, int length) {
        int end = length > 0 && bytes[length - 1] == '\n' ? length - 1 : length;
        return Arrays.copyOf(bytes, end > 0 && end < length && bytes[end - 1] == '\r' ? end - 1 : end);
    }
}
