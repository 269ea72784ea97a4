package io.tazpod.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One JSON object on one line, for `--json`.
final class Json {

    private Json() {}

    static String object(Map<String, ? extends @Nullable Object> values) {
        var text = new StringBuilder("{");
        values.forEach((key, value) -> {
            text.append(text.length() > 1 ? "," : "")
                    .append(string(key))
                    .append(':')
                    .append(value(value));
        });
        return text.append('}').toString();
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean flag -> flag.toString();
            case Number number -> number.toString();
            case Map<?, ?> map -> {
                var nested = new java.util.LinkedHashMap<String, @Nullable Object>();
                map.forEach((k, v) -> nested.put(String.valueOf(k), v));
                yield object(nested);
            }
            case Iterable<?> list -> {
                var text = new StringBuilder("[");
                list.forEach(item -> text.append(text.length() > 1 ? "," : "").append(value(item)));
                yield text.append(']').toString();
            }
            default -> string(value.toString());
        };
    }

    private static String string(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
