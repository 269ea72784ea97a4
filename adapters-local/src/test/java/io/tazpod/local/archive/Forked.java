package io.tazpod.local.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Java process of its own, with this one's class path.
final class Forked {

    private Forked() {}

    /// @param prefix a program, with arguments, that starts Java
    static Process java(List<String> prefix, Class<?> main, String... arguments) throws IOException {
        return start(prefix, List.of(), Map.of(), main, arguments);
    }

    static Process javaWith(List<String> options, Class<?> main, String... arguments) throws IOException {
        return start(List.of(), options, Map.of(), main, arguments);
    }

    static Process javaIn(Map<String, String> environment, Class<?> main, String... arguments) throws IOException {
        return start(List.of(), List.of(), environment, main, arguments);
    }

    private static Process start(
            List<String> prefix,
            List<String> options,
            Map<String, String> environment,
            Class<?> main,
            String... arguments)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
