package io.tazpod.enginehttp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes JSON in ASCII: what is beyond is escaped, so that no byte depends on a character set.
final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    private JsonWriter() {}

    static void write(@Nullable Object value, StringBuilder to) {
        if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            to.append(value);
        } else if (value instanceof Double number) {
            writeDouble(number, to);
        } else if (value instanceof String text) {
            writeText(text, to);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, to);
        } else if (value instanceof Iterable<?> items) {
            writeItems(items, to);
        } else {
            throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
        }
    }

    private static void writeDouble(Double number, StringBuilder to) {
        if (number.isNaN() || number.isInfinite()) {
            throw new IllegalArgumentException("JSON has no " + number);
        }
        to.append(number);
    }

    private static void writeMap(Map<?, ?> map, StringBuilder to) {
        var separator = "";
        to.append('{');
        for (var field : map.entrySet()) {
            to.append(separator);
            writeText((String) field.getKey(), to);
            to.append(':');
            write(field.getValue(), to);
            separator = ",";
        }
        to.append('}');
    }

    private static void writeItems(Iterable<?> items, StringBuilder to) {
        var separator = "";
        to.append('[');
        for (var item : items) {
            to.append(separator);
            write(item, to);
            separator = ",";
        }
        to.append(']');
    }

    private static void writeText(String text, StringBuilder to) {
        to.append('"');
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                to.append(c);
            } else {
                to.append("\\u");
                for (var shift = 12; shift >= 0; shift -= 4) {
                    to.append(HEX.charAt(c >> shift & 15));
                }
            }
        }
        to.append('"');
    }
}
