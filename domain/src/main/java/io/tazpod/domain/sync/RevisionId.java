package io.tazpod.domain.sync;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The name of one push, made up by who pushes: it tells our own write from another's when the store's
/// answer
/// was lost.
///
/// @param value 32 lower case hexadecimal digits
public record RevisionId(String value) {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");

    public RevisionId {
        if (!DIGITS.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no revision");
        }
    }

    public static Optional<RevisionId> parse(String text) {
        return DIGITS.matcher(text).matches() ? Optional.of(new RevisionId(text)) : Optional.empty();
    }

    public static RevisionId random(RandomGenerator random) {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return new RevisionId(HexFormat.of().formatHex(bytes));
    }

    /// Enough of it for people and file names.
    public String shortened() {
        return value.substring(0, 8);
    }

    @Override
    public String toString() {
        return value;
    }
}
