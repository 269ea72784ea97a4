package io.tazpod.enginehttp;

import java.nio.charset.StandardCharsets;

/// Puts names and values into a request's path.
public final class EnginePath {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    private static final String HEX = "0123456789ABCDEF";

    private EnginePath() {}

    /// A query's value: everything but letters, digits and `-._~` escaped.
    public static String value(String text) {
        return escape(text, "");
    }

    /// A name inside the path, where image references keep their `/`, `:` and `@`.
    public static String name(String text) {
        return escape(text, "/:@");
    }

    private static String escape(String text, String alsoPlain) {
        var escaped = new StringBuilder(text.length() + 16);
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xff);
            if (PLAIN.indexOf(c) >= 0 || alsoPlain.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return escaped.toString();
    }
}
