package io.tazpod.domain.vault.archive;

/// How much an archive may bring.
///
/// @param bytes of all files together, and so of a single one: what the enclave holds
/// @param entries of any kind
public record Limits(long bytes, int entries) {

    /// Two and a half times the largest vault that we know of being tried; such a listing still fits
    /// 256 MB
    /// of heap.
    public static final int MOST_ENTRIES = 500_000;

    public Limits {
        if (bytes < 1 || entries < 1) {
            throw new IllegalArgumentException(
                    "limits of " + bytes + " bytes and " + entries + " entries hold nothing");
        }
    }

    /// The limits of an enclave that is to hold this much. Whatever its file system took and a save
    /// sealed has to come back, so they go to the file system's own end.
    public static Limits ofEnclave(long vaultBytes) {
        return new Limits(room(vaultBytes), MOST_ENTRIES);
    }

    /// The size of the file system for this much content: tmpfs rounds each file up to whole pages.
    public static long room(long vaultBytes) {
        return vaultBytes + vaultBytes / 16 + (1L << 20);
    }
}
