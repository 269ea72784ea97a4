package io.tazpod.domain.vault.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/// What a vault holds: one mark an entry, in the order of a walk.
public final class Manifest {

    public static final Manifest EMPTY = new Manifest(List.of());

    private final List<FileMark> marks;

    private Manifest(List<FileMark> marks) {
        this.marks = marks;
    }

    public static Manifest of(Collection<FileMark> marks) {
        return new Manifest(
                marks.stream().sorted((a, b) -> a.path().compareTo(b.path())).toList());
    }

    /// Every entry that is archived, also those that are never compared.
    public List<FileMark> marks() {
        return marks;
    }

    public Extent extent() {
        int files = 0;
        int entries = 0;
        long bytes = 0;
        for (var mark : marks) {
            if (!Exclusions.neverCompared(mark)) {
                files += mark.type() == FileMark.Type.FOLDER ? 0 : 1;
                entries++;
                bytes += mark.size();
            }
        }
        return new Extent(files, entries, bytes);
    }

    /// The canonical hash of the content, 64 lower-case hex digits: equal exactly when nothing changed
    /// that
    /// counts. Names, types, modes, sizes, contents and targets count; times, owners and
    /// [Exclusions#neverCompared] do not.
    ///
    /// It is SHA-256 over the line `tazpod-manifest-1`, then for each entry, in the order of a walk,
    /// `TYPE
    /// MODE SIZE SHA256 LENGTH:PATH LENGTH:LINK` and a line feed, TYPE being `f`, `d` or `l`, MODE in
    /// octal,
    /// `-` for a missing hash, lengths in bytes, path and link as their bytes.
    public String contentHash() {
        var digest = sha256();
        digest.update("tazpod-manifest-1\n".getBytes(StandardCharsets.US_ASCII));
        for (var mark : marks) {
            if (!Exclusions.neverCompared(mark)) {
                digest.update(line(mark).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String line(FileMark mark) {
        var path = mark.path().latin1();
        return mark.type().letter() + " " + Integer.toOctalString(mark.mode()) + " " + mark.size() + " "
                + (mark.sha256().isEmpty() ? "-" : mark.sha256()) + " "
                + path.length() + ":" + path + " "
                + mark.link().length() + ":" + mark.link() + "\n";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Manifest that && marks.equals(that.marks);
    }

    @Override
    public int hashCode() {
        return marks.hashCode();
    }

    @Override
    public String toString() {
        return extent().toString();
    }
}
