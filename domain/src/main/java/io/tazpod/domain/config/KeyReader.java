package io.tazpod.domain.config;

import io.tazpod.domain.config.ConfigNode.Entry;
import io.tazpod.domain.config.ConfigNode.Mapping;
import io.tazpod.domain.config.ConfigNode.Scalar;
import io.tazpod.domain.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes keys out of one mapping, noting every problem instead of stopping at the first.
///
/// What is left at the end is what nobody knows.
final class KeyReader {

    private static final String TWICE = "stands here twice; keep one";

    private final String prefix;
    private final Map<String, Entry> left = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();
    private final List<ConfigProblem> problems;
    private final List<ConfigProblem> ignored;

    KeyReader(String prefix, Mapping mapping, List<ConfigProblem> problems, List<ConfigProblem> ignored) {
        this.prefix = prefix;
        this.problems = problems;
        this.ignored = ignored;
        for (var entry : mapping.entries()) {
            if (left.put(entry.key(), entry) != null) {
                problem(entry, TWICE);
            }
        }
    }

    /// The value of a key as `reading` understands it, or the fallback. An empty value counts as
    /// absent.
    <T> T value(String key, T fallback, Function<String, T> reading) {
        var entry = take(key);
        if (entry == null) {
            return fallback;
        }
        if (!(entry.value() instanceof Scalar scalar)) {
            problem(entry, "takes one value, not a list or a section");
            return fallback;
        }
        return scalar.text().isEmpty() ? fallback : read(entry, scalar.text(), fallback, reading);
    }

    <T> List<T> list(String key, List<T> fallback, Function<String, T> reading) {
        var entry = take(key);
        if (entry == null
                || (entry.value() instanceof Scalar empty && empty.text().isEmpty())) {
            return fallback;
        }
        if (!(entry.value() instanceof Sequence sequence)) {
            problem(entry, "takes a list, such as [a, b]");
            return fallback;
        }
        var values = new ArrayList<T>();
        for (var item : sequence.items()) {
            if (item instanceof Scalar scalar) {
                var value = read(entry, scalar.text(), null, reading);
                if (value != null) {
                    values.add(value);
                }
            } else {
                problem(entry, "takes a list of plain values");
            }
        }
        return values;
    }

    Map<String, String> map(String key) {
        var values = new LinkedHashMap<String, String>();
        for (var entry : section(key).entries()) {
            var name = prefix + key + "." + entry.key();
            if (!(entry.value() instanceof Scalar scalar)) {
                problems.add(new ConfigProblem(entry.line(), name, "takes one value"));
            } else if (values.put(entry.key(), scalar.text()) != null) {
                problems.add(new ConfigProblem(entry.line(), name, TWICE));
            }
        }
        return values;
    }

    KeyReader reader(String key) {
        return new KeyReader(prefix + key + ".", section(key), problems, ignored);
    }

    boolean has(String key) {
        return left.containsKey(key);
    }

    /// Notes a key of the original that means nothing any more.
    void ignore(String key, String why) {
        var entry = take(key);
        if (entry != null) {
            ignored.add(new ConfigProblem(entry.line(), prefix + key, why));
        }
    }

    /// Notes a key that is read, but has no effect.
    void notYet(String key, String why) {
        var entry = left.get(key);
        ignored.add(new ConfigProblem(entry == null ? 0 : entry.line(), prefix + key, why));
    }

    void problem(String key, String what) {
        problems.add(new ConfigProblem(0, prefix + key, what));
    }

    /// Whatever was not taken is unknown; the nearest known key is suggested.
    void close() {
        for (var entry : left.values()) {
            var nearest = Spelling.nearest(entry.key(), known);
            problem(
                    entry,
                    "no such key"
                            + nearest.map(n -> "; did you mean '" + prefix + n + "'?")
                                    .orElse(""));
        }
    }

    private Mapping section(String key) {
        var entry = take(key);
        if (entry == null
                || (entry.value() instanceof Scalar empty && empty.text().isEmpty())) {
            return new Mapping(List.of(), 0);
        }
        if (entry.value() instanceof Mapping mapping) {
            return mapping;
        }
        problem(entry, "is a section: its keys go below it, indented");
        return new Mapping(List.of(), 0);
    }

    private @Nullable Entry take(String key) {
        known.add(key);
        return left.remove(key);
    }

    private <T extends @Nullable Object> T read(
            Entry entry, String text, T fallback, Function<String, ? extends T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException wrong) {
            var message = wrong.getMessage();
            problem(entry, message == null ? "'" + text + "' is not understood" : message);
            return fallback;
        }
    }

    private void problem(Entry entry, String what) {
        problems.add(new ConfigProblem(entry.line(), prefix + entry.key(), what));
    }
}
