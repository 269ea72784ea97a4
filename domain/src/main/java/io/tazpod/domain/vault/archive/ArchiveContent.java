package io.tazpod.domain.vault.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an archive holds, read in memory and checked by [ArchiveRules]; nothing is put down anywhere.
public final class ArchiveContent {

    private static final byte[] NOTHING = {};
    private static final int SLICE = 64 << 10;

    private final byte[] archive;
    private final Limits limits;

    private ArchiveContent(byte[] archive, Limits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    /// Is given one entry after the other, links last.
    @FunctionalInterface
    public interface Receiver {

        /// @param content of a file; empty for others. The receiver wipes what it keeps.
        void take(FileMark mark, long mtime, byte[] content) throws IOException;
    }

    /// What laying the archive out would give.
    public static Manifest manifest(byte[] archive, Limits limits) throws RefusedArchive {
        var marks = new TreeMap<EntryName, FileMark>();
        try {
            read(archive, limits, (mark, _, _) -> marks.put(mark.path(), mark));
        } catch (RefusedArchive refused) {
            throw refused;
        } catch (IOException impossible) {
            throw new IllegalStateException("memory does not fail", impossible);
        }
        for (var path : marks.keySet().toArray(EntryName[]::new)) {
            for (var folder = path.parent(); folder != null; folder = folder.parent()) {
                marks.putIfAbsent(folder, FileMark.folder(folder, 0700));
            }
        }
        return Manifest.of(marks.values());
    }

    /// A refused archive is refused when its flaw is met: what was given before stands.
    public static void read(byte[] archive, Limits limits, Receiver receiver) throws IOException {
        new ArchiveContent(archive, limits).read(receiver);
    }

    private void read(Receiver receiver) throws IOException {
        var rules = new ArchiveRules(limits);
        var links = new ArrayList<Admission.Symlink>();
        try (var gunzip = new StrictGunzip(archive)) {
            var tar = new TarReader(gunzip);
            int index = 0;
            for (var entry = tar.next(); entry != null; entry = tar.next(), index++) {
                switch (rules.admit(entry)) {
                    case Admission.Folder found ->
                        receiver.take(FileMark.folder(found.path(), found.mode()), found.mtime(), NOTHING);
                    case Admission.File found ->
                        give(receiver, found.path(), found.mode(), found.mtime(), content(tar, found.size()));
                    case Admission.Copy found ->
                        give(receiver, found.path(), found.mode(), found.mtime(), earlier(found.from(), index));
                    case Admission.Symlink found -> links.add(found);
                    case Admission.LeftOut _ -> {}
                }
            }
        }
        for (var link : links) {
            receiver.take(FileMark.symlink(link.path(), withoutFinalSlashes(link.target())), link.mtime(), NOTHING);
        }
    }

    private static void give(Receiver receiver, EntryName path, int mode, long mtime, byte[] content)
            throws IOException {
        receiver.take(FileMark.file(path, mode, content.length, sha256(content)), mtime, content);
    }

    private static byte[] content(TarReader tar, long size) throws IOException {
        var content = new ByteArrayOutputStream((int) Math.min(size, Integer.MAX_VALUE - 8));
        var slice = new byte[(int) Math.min(SLICE, Math.max(size, 1))];
        for (int got = tar.read(slice, 0, slice.length); got >= 0; got = tar.read(slice, 0, slice.length)) {
            content.write(slice, 0, got);
        }
        return content.toByteArray();
    }

    /// A hard link's file is looked for from the start again: nearly no archive has one, and to keep every file
    /// for it would cost the whole vault's memory.
    private byte[] earlier(EntryName path, int before) throws IOException {
        var rules = new ArchiveRules(limits);
        byte @Nullable [] found = null;
        try (var gunzip = new StrictGunzip(archive)) {
            var tar = new TarReader(gunzip);
            for (int index = 0; index < before; index++) {
                var entry = tar.next();
                if (entry == null) {
                    break;
                }
                switch (rules.admit(entry)) {
                    case Admission.File file when file.path().equals(path) -> found = content(tar, file.size());
                    case Admission.Copy copy when copy.path().equals(path) -> found = earlier(copy.from(), index);
                    case Admission.File _, Admission.Copy _, Admission.Folder _ -> {}
                    case Admission.Symlink _, Admission.LeftOut _ -> {}
                }
            }
        }
        if (found == null) {
            throw new IllegalStateException("the rules let a copy of nothing pass");
        }
        return found;
    }

    /// As a link reads once it was made.
    private static String withoutFinalSlashes(String target) {
        int end = target.length();
        while (end > 1 && target.charAt(end - 1) == '/') {
            end--;
        }
        return target.substring(0, end);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
