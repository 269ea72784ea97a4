package io.tazpod.docker;

import io.tazpod.ports.engine.ExecRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A command in Docker's words.
record ExecBody(ExecRequest request, ApiVersion version) {

    /// Three keys that nobody types in a row. Left empty it would be Ctrl-P Ctrl-Q, and Ctrl-P would be held back from
    /// every shell's history and every editor.
    private static final String DETACH_KEYS = "ctrl-^,ctrl-@,ctrl-_";

    Map<String, Object> create() {
        var body = new LinkedHashMap<String, Object>();
        body.put("AttachStdin", request.input());
        body.put("AttachStdout", true);
        body.put("AttachStderr", true);
        body.put("Tty", request.terminal().isPresent());
        body.put("DetachKeys", DETACH_KEYS);
        body.put("User", request.user().toString());
        body.put("Env", environment());
        body.put("Cmd", request.command());
        if (!request.workingDirectory().isEmpty()) {
            body.put("WorkingDir", request.workingDirectory());
        }
        return body;
    }

    Map<String, Object> start() {
        var body = new LinkedHashMap<String, Object>();
        body.put("Detach", false);
        body.put("Tty", request.terminal().isPresent());
        if (startsWithSize() && request.terminal().isPresent()) {
            var size = request.terminal().get();
            body.put("ConsoleSize", List.of(size.rows(), size.columns()));
        }
        return body;
    }

    /// Whether the engine takes the terminal's size with the start. Older ones have to be told afterwards.
    boolean startsWithSize() {
        return request.terminal().isEmpty() || version.atLeast(ApiVersion.CONSOLE_SIZE);
    }

    private List<String> environment() {
        var variables = new ArrayList<String>();
        for (var variable : request.environment().entrySet()) {
            variables.add(variable.getKey() + "=" + variable.getValue());
        }
        return variables;
    }
}
