package io.tazpod.domain.vault.archive;

import java.util.Arrays;
import java.util.List;

/// Bytes in several arrays, as they came to be: to join those of a large vault would take as much memory again.
public final class Segments {

    private final List<byte[]> parts;
    private final int length;

    Segments(List<byte[]> parts) {
        this.parts = List.copyOf(parts);
        this.length = parts.stream().mapToInt(part -> part.length).reduce(0, Math::addExact);
    }

    public static Segments of(byte[] bytes) {
        return new Segments(List.of(bytes));
    }

    public int length() {
        return length;
    }

    /// Not copies.
    public List<byte[]> parts() {
        return parts;
    }

    public byte[] joined() {
        var whole = new byte[length];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    public boolean hasBytes(byte[] bytes) {
        if (bytes.length != length) {
            return false;
        }
        int at = 0;
        for (var part : parts) {
            if (!Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return false;
            }
            at += part.length;
        }
        return true;
    }

    /// Overwrites them: they were secret.
    public void wipe() {
        parts.forEach(part -> Arrays.fill(part, (byte) 0));
    }

    @Override
    public String toString() {
        return length + " bytes";
    }
}
