package io.tazpod.domain.sync;

/// A store's opaque name of one state of an object, without the quotes of the HTTP header.
///
/// @param value compared as it is; it is not a digest of anything
public record ETag(String value) {

    public ETag {
        value = unquoted(value);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an etag is not empty");
        }
    }

    private static String unquoted(String raw) {
        return raw.length() >= 2 && raw.startsWith("\"") && raw.endsWith("\"")
                ? raw.substring(1, raw.length() - 1)
                : raw;
    }

    @Override
    public String toString() {
        return value;
    }
}
