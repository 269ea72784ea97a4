package io.tazpod.domain.sync;

/// The key of an object in a store: slash-separated, never starting with a slash.
///
/// @param value 1 to 1024 bytes of UTF-8 without control characters
public record ObjectKey(String value) implements Comparable<ObjectKey> {

    public ObjectKey {
        if (value.isEmpty() || value.startsWith("/") || value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("'" + value + "' is no object key");
        }
    }

    @Override
    public int compareTo(ObjectKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
