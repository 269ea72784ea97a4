package io.tazpod.local.terminal;

import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.terminal.Dialogue;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Asks on the terminal device itself, so that standard input and output stay what they are.
public final class TerminalDialogue implements Dialogue {

    private static final Path DEVICE = Path.of("/dev/tty");
    /// A passphrase longer than this is a mistake; it keeps a runaway input bounded.
    private static final int LONGEST = 64 * 1024;

    private final boolean assumeYes;

    /// @param assumeYes whether every yes/no question is answered yes without asking
    public TerminalDialogue(boolean assumeYes) {
        this.assumeYes = assumeYes;
    }

    @Override
    public boolean possible() {
        try (var device = new FileInputStream(DEVICE.toFile())) {
            return device.getFD().valid();
        } catch (IOException none) {
            return false;
        }
    }

    @Override
    public boolean confirm(String question) {
        if (assumeYes) {
            return true;
        }
        try (var in = new FileInputStream(DEVICE.toFile())) {
            print(question + " [y/N] ");
            var answer = line(in);
            if (answer.isEmpty()) {
                print("\n");
                return false;
            }
            var word = text(answer.get()).strip().toLowerCase(Locale.ROOT);
            return word.equals("y") || word.equals("yes");
        } catch (IOException broken) {
            throw noTerminal(broken);
        }
    }

    @Override
    public boolean confirm(String question, String answeredBy) {
        if (!assumeYes && !possible()) {
            throw new PortFailure(
                    PortFailure.Kind.ABSENT,
                    "there is no terminal to ask on: " + question,
                    "answer it beforehand: " + answeredBy,
                    null);
        }
        return confirm(question);
    }

    @Override
    public void show(String line) {
        try {
            print(line + "\n");
        } catch (IOException broken) {
            throw noTerminal(broken);
        }
    }

    @Override
    public String ask(String question, String fallback) {
        try (var in = new FileInputStream(DEVICE.toFile())) {
            print(fallback.isEmpty() ? question + ": " : question + " [" + fallback + "]: ");
            var answer = text(line(in).orElse(new byte[0])).strip();
            return answer.isEmpty() ? fallback : answer;
        } catch (IOException broken) {
            throw noTerminal(broken);
        }
    }

    @Override
    public Optional<Passphrase> secret(String question) {
        try (var in = new FileInputStream(DEVICE.toFile())) {
            int fd = descriptor();
            try (var _ = TerminalSettings.silent(fd)) {
                print(question + ": ");
                var typed = line(in);
                print("\n");
                return typed.map(Passphrase::taking);
            }
        } catch (IOException broken) {
            throw noTerminal(broken);
        }
    }

    /// The standard stream that is the terminal: the device's own descriptor has no number here.
    private static int descriptor() {
        for (int fd = 0; fd <= 2; fd++) {
            if (CLibrary.isTerminal(fd)) {
                return fd;
            }
        }
        throw new PortFailure(PortFailure.Kind.ABSENT, "none of the standard streams is a terminal");
    }

    private static void print(String text) throws IOException {
        try (var out = new FileOutputStream(DEVICE.toFile())) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// One line without its end; empty when the input ended before anything came. The bytes are not
    /// copied about.
    private static Optional<byte[]> line(FileInputStream in) throws IOException {
        var buffer = new byte[256];
        int length = 0;
        while (length < LONGEST) {
            int b = in.read();
            if (b < 0 && length == 0) {
                return Optional.empty();
            }
            if (b < 0 || b == '\n') {
                break;
            }
            if (length == buffer.length) {
                var bigger = Arrays.copyOf(buffer, buffer.length * 2);
                Arrays.fill(buffer, (byte) 0);
                buffer = bigger;
            }
            buffer[length++] = (byte) b;
        }
        var line = Arrays.copyOf(buffer, length);
        Arrays.fill(buffer, (byte) 0);
        return Optional.of(line);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static PortFailure noTerminal(IOException cause) {
        return new PortFailure(PortFailure.Kind.ABSENT, "there is no terminal to ask on", cause);
    }
}
