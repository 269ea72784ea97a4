package io.tazpod.ports.vault;

import io.tazpod.domain.vault.archive.Admission;
import io.tazpod.domain.vault.archive.ArchiveRules;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Exclusions;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.domain.vault.archive.Notice;
import io.tazpod.domain.vault.archive.ParallelGzip;
import io.tazpod.domain.vault.archive.RefusedArchive;
import io.tazpod.domain.vault.archive.StrictGunzip;
import io.tazpod.domain.vault.archive.TarReader;
import io.tazpod.domain.vault.archive.TarWriter;
import io.tazpod.ports.PortFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The open vault in memory.
public final class FakeSecretsArchive implements SecretsArchive {

    private final SortedMap<EntryName, Entry> entries = new TreeMap<>();
    private @Nullable PortFailure failure;
    private Instant touched = Instant.now();
    private Runnable whenPacked = () -> {};

    private record Entry(FileMark mark, byte[] content) {}

    /// Puts a file there, making the folders on the way.
    public void put(EntryName path, byte[] content) {
        touched = Instant.now();
        put(entries, path, 0600, content);
    }

    /// Makes an empty folder, unless something is there.
    public void folder(EntryName path) {
        if (!entries.containsKey(path)) {
            folder(entries, path, 0700);
        }
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// As [#content], of files only.
    public byte @Nullable [] file(EntryName path) {
        var entry = entries.get(path);
        return entry == null || entry.mark().type() != FileMark.Type.FILE
                ? null
                : entry.content().clone();
    }

    public byte @Nullable [] content(EntryName path) {
        var entry = entries.get(path);
        return entry == null ? null : entry.content().clone();
    }

    public void remove(EntryName path) {
        entries.keySet().removeIf(name -> name.isWithin(path));
    }

    public void clear() {
        entries.clear();
    }

    /// Happens once, right after the next packing.
    public void whenPacked(Runnable deed) {
        whenPacked = deed;
    }

    /// The next call fails with this.
    public void failNext(PortFailure next) {
        failure = next;
    }

    private void failIfTold() {
        var told = failure;
        failure = null;
        if (told != null) {
            throw told;
        }
    }

    @Override
    public Packed pack() {
        failIfTold();
        try (var gzip = new ParallelGzip(1)) {
            var tar = new TarWriter(gzip);
            for (var entry : archived().values()) {
                var mark = entry.mark();
                switch (mark.type()) {
                    case FOLDER -> tar.folder(mark.path(), mark.mode(), 0);
                    case SYMLINK -> tar.symlink(mark.path(), mark.link(), 0);
                    case FILE -> tar.file(mark.path(), mark.mode(), 0, entry.content(), entry.content().length);
                }
            }
            tar.finish();
            var packed = new Packed(gzip.finish(), manifest(archived()), List.of());
            var deed = whenPacked;
            whenPacked = () -> {};
            deed.run();
            return packed;
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    @Override
    public Manifest survey() {
        failIfTold();
        return manifest(archived());
    }

    @Override
    public boolean touchedSince(Instant then) {
        return !touched.isBefore(then);
    }

    @Override
    public Unpacking unpack(byte[] payload, Limits limits) {
        failIfTold();
        var rules = new ArchiveRules(limits);
        var incoming = new TreeMap<EntryName, Entry>();
        try (var gunzip = new StrictGunzip(payload)) {
            var tar = new TarReader(gunzip);
            for (var entry = tar.next(); entry != null; entry = tar.next()) {
                switch (rules.admit(entry)) {
                    case Admission.Folder f -> folder(incoming, f.path(), f.mode());
                    case Admission.File f -> put(incoming, f.path(), f.mode(), content(tar));
                    case Admission.Copy c -> {
                        var source = incoming.get(c.from());
                        put(incoming, c.path(), c.mode(), source == null ? new byte[0] : source.content());
                    }
                    case Admission.Symlink s -> {
                        parents(incoming, s.path());
                        incoming.put(s.path(), new Entry(FileMark.symlink(s.path(), s.target()), new byte[0]));
                    }
                    case Admission.LeftOut _ -> {
                        // nothing to do
                    }
                }
            }
            return new Unpacking.Ready(new FakeStaged(incoming, rules.notices()));
        } catch (RefusedArchive refused) {
            return new Unpacking.Refused(refused.refusal());
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    private static byte[] content(TarReader tar) throws IOException {
        var out = new ByteArrayOutputStream();
        var slice = new byte[8192];
        for (int got = tar.read(slice, 0, slice.length); got >= 0; got = tar.read(slice, 0, slice.length)) {
            out.write(slice, 0, got);
        }
        return out.toByteArray();
    }

    private SortedMap<EntryName, Entry> archived() {
        var archived = new TreeMap<>(entries);
        archived.keySet().removeIf(Exclusions::neverArchived);
        return archived;
    }

    private static Manifest manifest(Map<EntryName, Entry> entries) {
        return Manifest.of(entries.values().stream().map(Entry::mark).toList());
    }

    private static void put(Map<EntryName, Entry> into, EntryName path, int mode, byte[] content) {
        parents(into, path);
        into.put(path, new Entry(FileMark.file(path, mode, content.length, sha256(content)), content.clone()));
    }

    private static void folder(Map<EntryName, Entry> into, EntryName path, int mode) {
        parents(into, path);
        into.put(path, new Entry(FileMark.folder(path, mode), new byte[0]));
    }

    private static void parents(Map<EntryName, Entry> into, EntryName path) {
        var parent = path.parent();
        if (parent != null && !into.containsKey(parent)) {
            folder(into, parent, 0700);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class FakeStaged implements Staged {

        private final SortedMap<EntryName, Entry> incoming;
        private final List<Notice> notices;

        FakeStaged(SortedMap<EntryName, Entry> incoming, List<Notice> notices) {
            this.incoming = incoming;
            this.notices = notices;
        }

        @Override
        public Manifest manifest() {
            return FakeSecretsArchive.manifest(incoming);
        }

        @Override
        public List<Notice> notices() {
            return notices;
        }

        @Override
        public void promote() {
            failIfTold();
            for (var name : incoming.keySet()) {
                if (entries.containsKey(name.top())) {
                    throw new PortFailure(PortFailure.Kind.REFUSED, "'" + name.top() + "' is in the way");
                }
            }
            entries.putAll(incoming);
        }

        @Override
        public void replace() {
            failIfTold();
            entries.keySet().removeIf(name -> !Exclusions.neverArchived(name));
            entries.putAll(incoming);
        }

        @Override
        public void close() {
            // nothing lies anywhere
        }
    }
}
