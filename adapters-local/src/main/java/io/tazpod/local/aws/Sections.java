package io.tazpod.local.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file of `[section]` and `key = value` lines. Lines that nobody asked to change stay as they are.
final class Sections {

    private final List<String> lines;

    Sections(String text) {
        this.lines = new ArrayList<>(text.lines().toList());
    }

    Map<String, String> section(String name) {
        var values = new LinkedHashMap<String, String>();
        int start = start(name);
        for (int i = start + 1; start >= 0 && i < end(start); i++) {
            key(lines.get(i)).ifPresent(key -> values.putIfAbsent(key.name(), key.value()));
        }
        return values;
    }

    /// Sets these keys; others of the section stay.
    void set(String name, Map<String, String> values) {
        int start = start(name);
        if (start < 0) {
            if (!lines.isEmpty() && !lines.getLast().isBlank()) {
                lines.add("");
            }
            start = lines.size();
            lines.add("[" + name + "]");
        }
        for (var entry : values.entrySet()) {
            set(start, entry.getKey(), entry.getKey() + " = " + entry.getValue());
        }
    }

    private void set(int start, String key, String line) {
        int last = start;
        for (int i = start + 1; i < end(start); i++) {
            if (key(lines.get(i)).filter(it -> it.name().equals(key)).isPresent()) {
                lines.set(i, line);
                return;
            }
            if (!lines.get(i).isBlank()) {
                last = i;
            }
        }
        lines.add(last + 1, line);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    private int start(String name) {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.startsWith("[")
                    && line.indexOf(']') > 0
                    && line.substring(1, line.indexOf(']'))
                            .strip()
                            .replaceAll("\\s+", " ")
                            .equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private int end(int start) {
        int i = start + 1;
        while (i < lines.size() && !lines.get(i).startsWith("[")) {
            i++;
        }
        return i;
    }

    private record Key(String name, String value) {}

    /// Indented lines belong to the key above them, and comments to nobody.
    private static Optional<Key> key(String line) {
        int equals = line.indexOf('=');
        if (equals <= 0 || line.startsWith("#") || line.startsWith(";") || Character.isWhitespace(line.charAt(0))) {
            return Optional.empty();
        }
        return Optional.of(new Key(
                line.substring(0, equals).strip(), line.substring(equals + 1).strip()));
    }
}
