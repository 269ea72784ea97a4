package io.tazpod.cli.wiring;

import io.tazpod.cli.Invocation;
import io.tazpod.cli.Report;
import java.nio.file.Path;
import java.util.Map;

/// What this process was started with.
///
/// @param home the operator's home folder
/// @param distribution where TazPod is installed
public record Launch(
        Invocation invocation,
        Report report,
        Map<String, String> environment,
        Path current,
        Path home,
        Path distribution) {

    /// The folder that the project is looked for in.
    Path start() {
        return invocation.project().map(current::resolve).orElse(current);
    }
}
