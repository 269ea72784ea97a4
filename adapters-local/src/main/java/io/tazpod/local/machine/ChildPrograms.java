package io.tazpod.local.machine;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.machine.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Child processes: the one place that starts any.
public final class ChildPrograms implements Programs {

    private static final int MOST_OUTPUT = 1 << 20;
    private static final int MOST_ERRORS = 64 << 10;

    @Override
    public Finished run(List<String> command, Duration limit) {
        var process = start(command);
        var output = new Drain(process.getInputStream(), MOST_OUTPUT);
        var errors = new Drain(process.getErrorStream(), MOST_ERRORS);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new PortFailure(
                        PortFailure.Kind.TIMED_OUT,
                        command.getFirst() + " did not end within " + limit.toSeconds() + " s and was killed");
            }
            return new Finished(
                    process.exitValue(), output.bytes(), new String(errors.bytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PortFailure(PortFailure.Kind.TIMED_OUT, command.getFirst() + " was interrupted", interrupted);
        } catch (IOException broken) {
            throw new PortFailure(PortFailure.Kind.UNEXPECTED, command.getFirst() + " can't be talked to", broken);
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException missing) {
            throw new PortFailure(PortFailure.Kind.NOT_INSTALLED, command.getFirst() + " can't be started", missing);
        }
    }

    /// Reads a stream to its end on a thread of its own, keeping the first bytes: a full pipe would
    /// stop the child.
    private static final class Drain {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread reader;

        Drain(InputStream in, int most) {
            reader = Thread.ofVirtual().start(() -> copy(in, most));
        }

        private void copy(InputStream in, int most) {
            var buffer = new byte[8192];
            try (in) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    kept.write(buffer, 0, Math.min(n, most - kept.size()));
                }
            } catch (IOException childGone) {
                // what came so far is what there is
            }
        }

        byte[] bytes() throws InterruptedException {
            reader.join();
            return kept.toByteArray();
        }
    }
}
