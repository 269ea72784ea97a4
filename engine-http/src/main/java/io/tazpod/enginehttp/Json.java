package io.tazpod.enginehttp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON value that was read, or the absence of one: what is not there has no fields, no items and falls back.
///
/// A reader and writer of our own, because the first use of Jackson costs more than everything else between a
/// keystroke and the prompt.
public final class Json {

    private static final Json ABSENT = new Json(null);

    private final @Nullable Object value;

    Json(@Nullable Object value) {
        this.value = value;
    }

    /// @throws MalformedJson when the text is not exactly one JSON value
    public static Json read(String text) {
        return new Json(new JsonReader(text).read());
    }

    /// Writes maps, iterables, strings, numbers, booleans and null.
    public static String write(@Nullable Object value) {
        var text = new StringBuilder(256);
        JsonWriter.write(value, text);
        return text.toString();
    }

    /// The value at the end of this path of field names.
    public Json at(String... path) {
        var here = value;
        for (var name : path) {
            here = here instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return here == null ? ABSENT : new Json(here);
    }

    /// Whether there is a value other than null.
    public boolean present() {
        return value != null;
    }

    public String text(String fallback) {
        return value instanceof String text ? text : fallback;
    }

    public long number(long fallback) {
        return value instanceof Number number ? number.longValue() : fallback;
    }

    public boolean truth() {
        return Boolean.TRUE.equals(value);
    }

    public List<Json> items() {
        var items = new ArrayList<Json>();
        if (value instanceof List<?> list) {
            for (var item : list) {
                items.add(new Json(item));
            }
        }
        return items;
    }

    /// The texts among the items.
    public List<String> texts() {
        var texts = new ArrayList<String>();
        for (var item : items()) {
            if (item.value instanceof String text) {
                texts.add(text);
            }
        }
        return texts;
    }

    public Map<String, Json> fields() {
        var fields = new LinkedHashMap<String, Json>();
        if (value instanceof Map<?, ?> map) {
            for (var field : map.entrySet()) {
                fields.put((String) field.getKey(), new Json(field.getValue()));
            }
        }
        return fields;
    }

    /// The fields that are texts.
    public Map<String, String> textFields() {
        var texts = new LinkedHashMap<String, String>();
        for (var field : fields().entrySet()) {
            if (field.getValue().value instanceof String text) {
                texts.put(field.getKey(), text);
            }
        }
        return texts;
    }

    /// The value as plain Java: Map, List, String, Long, Double, Boolean or null.
    public @Nullable Object plain() {
        return value;
    }

    @Override
    public String toString() {
        return write(value);
    }
}
