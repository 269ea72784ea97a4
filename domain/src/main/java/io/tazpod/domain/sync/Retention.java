package io.tazpod.domain.sync;

/// How many history copies a store keeps.
public record Retention(int copies) {

    /// as the original's later versions
    public static final Retention DEFAULT = new Retention(50);

    public Retention {
        if (copies < 1) {
            throw new IllegalArgumentException("vault.retention is " + copies + ", but at least 1 copy is kept");
        }
    }
}
