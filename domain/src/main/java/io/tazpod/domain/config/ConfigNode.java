package io.tazpod.domain.config;

import java.util.List;

/// A configuration file as its parser saw it: text with places, before any key means anything.
public sealed interface ConfigNode {

    /// Where it starts, counted from 1.
    int line();

    /// A single value; `text` is empty for `key:` with nothing behind it.
    record Scalar(String text, int line) implements ConfigNode {}

    /// A list.
    record Sequence(List<ConfigNode> items, int line) implements ConfigNode {}

    /// Keys with values, in file order.
    record Mapping(List<Entry> entries, int line) implements ConfigNode {}

    /// One key of a mapping.
    record Entry(String key, int line, ConfigNode value) {}
}
