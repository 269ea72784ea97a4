package io.tazpod.ports.machine;

import java.time.Duration;
import java.util.List;

/// Runs child processes: an argument list without a shell, both pipes drained, a limit on the time.
public interface Programs {

    /// Runs to the end. `NOT_INSTALLED` when there is no such program, `TIMED_OUT` after the limit (it
    /// is killed).
    Finished run(List<String> command, Duration limit);

    /// @param output standard output, at most 1 MiB; may be secret
    /// @param errors standard error as text, at most 64 KiB
    record Finished(int exitCode, byte[] output, String errors) {}
}
