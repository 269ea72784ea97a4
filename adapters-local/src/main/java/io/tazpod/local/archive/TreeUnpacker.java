package io.tazpod.local.archive;

import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.vault.archive.Admission;
import io.tazpod.domain.vault.archive.ArchiveRules;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.domain.vault.archive.RefusedArchive;
import io.tazpod.domain.vault.archive.StrictGunzip;
import io.tazpod.domain.vault.archive.TarReader;
import io.tazpod.local.files.DigestBeside;
import io.tazpod.ports.vault.SecretsArchive.Unpacking;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lays one archive out in a fresh folder, which nobody else writes to. Links are made last, so that no path
/// leads through one; folders get their modes and times at the very end, so that files can be put into them.
final class TreeUnpacker {

    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final int SLICE = 64 << 10;
    /// Of folders that have no entry of their own.
    private static final int OWN_FOLDER = 0700;

    private final Path folder;
    private final ArchiveRules rules;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] slice = new byte[SLICE];
    private final Map<EntryName, FileMark> marks = new HashMap<>();
    private final Map<EntryName, Long> folderTimes = new HashMap<>();
    private final List<Admission.Symlink> links = new ArrayList<>();
    // what is in hand, for the message when it fails
    private EntryName current = EntryName.ofText("vault");

    TreeUnpacker(Path folder, Limits limits) {
        this.folder = folder;
        this.rules = new ArchiveRules(limits);
    }

    /// @return the vault in `area`, or why not; after anything but [Unpacking.Ready] the area is gone
    static Unpacking unpack(StagingArea area, byte[] payload, Limits limits) {
        boolean ready = false;
        try {
            var unpacker = new TreeUnpacker(area.create(), limits);
            unpacker.layOut(payload);
            ready = true;
            return new Unpacking.Ready(unpacker.staged(area));
        } catch (RefusedArchive refused) {
            return new Unpacking.Refused(refused.refusal());
        } finally {
            if (!ready) {
                area.remove();
            }
        }
    }

    private StagedTree staged(StagingArea area) {
        var topFolders = marks.values().stream()
                .filter(mark ->
                        mark.type() == FileMark.Type.FOLDER && mark.path().parent() == null)
                .toList();
        return new StagedTree(area, Manifest.of(marks.values()), rules.notices(), () -> {
            for (var mark : topFolders) {
                finish(area.root().resolve(FileNames.path(mark.path().latin1())), mark);
            }
        });
    }

    private void layOut(byte[] payload) throws RefusedArchive {
        try (var gunzip = new StrictGunzip(payload)) {
            var tar = new TarReader(gunzip);
            for (var entry = tar.next(); entry != null; entry = tar.next()) {
                put(rules.admit(entry), tar);
            }
            for (var link : links) {
                symlink(link);
            }
            finishFolders();
        } catch (RefusedArchive refused) {
            throw refused;
        } catch (IOException e) {
            throw EntryTrouble.of("put down", current, e);
        }
    }

    private void put(Admission admission, TarReader tar) throws IOException {
        switch (admission) {
            case Admission.Folder found -> folder(found);
            case Admission.File found -> file(found, tar);
            case Admission.Copy found -> copy(found);
            case Admission.Symlink found -> {
                parents(found.path());
                links.add(found);
            }
            case Admission.LeftOut _ -> {
                // its content, if any, is skipped by the reader
            }
        }
    }

    private void folder(Admission.Folder found) throws IOException {
        parents(found.path());
        if (!marks.containsKey(found.path())) {
            make(found.path());
        }
        marks.put(found.path(), FileMark.folder(found.path(), found.mode()));
        folderTimes.put(found.path(), found.mtime());
    }

    private void parents(EntryName path) throws IOException {
        var parent = path.parent();
        if (parent != null && !marks.containsKey(parent)) {
            parents(parent);
            make(parent);
            marks.put(parent, FileMark.folder(parent, OWN_FOLDER));
        }
    }

    private void make(EntryName path) throws IOException {
        current = path;
        Files.createDirectory(place(path), Permissions.OWN_FOLDER);
    }

    private void file(Admission.File found, TarReader tar) throws IOException {
        var place = fresh(found.path());
        Sha256 sum;
        try (var out = FileChannel.open(place, CREATE, Permissions.OWN_FILE)) {
            sum = found.size() < DigestBeside.CHUNK ? small(tar, out) : large(tar, out);
        }
        finishFile(place, FileMark.file(found.path(), found.mode(), found.size(), sum.hex()), found.mtime());
    }

    private Sha256 small(TarReader tar, FileChannel out) throws IOException {
        digest.reset();
        for (int got = tar.read(slice, 0, SLICE); got >= 0; got = tar.read(slice, 0, SLICE)) {
            digest.update(slice, 0, got);
            write(out, got);
        }
        return Sha256.finish(digest);
    }

    private Sha256 large(TarReader tar, FileChannel out) throws IOException {
        var beside = new DigestBeside();
        for (int got = tar.read(slice, 0, SLICE); got >= 0; got = tar.read(slice, 0, SLICE)) {
            beside.begin(slice, 0, got);
            write(out, got);
            beside.read(got);
        }
        return beside.sha256();
    }

    private void copy(Admission.Copy found) throws IOException {
        var source = marks.get(found.from());
        if (source == null) {
            throw new IllegalStateException("the rules let a copy of nothing pass");
        }
        var place = fresh(found.path());
        try (var in = FileChannel.open(
                        place(found.from()), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                var out = FileChannel.open(place, CREATE, Permissions.OWN_FILE)) {
            for (int got = in.read(ByteBuffer.wrap(slice)); got >= 0; got = in.read(ByteBuffer.wrap(slice))) {
                write(out, got);
            }
        }
        finishFile(place, FileMark.file(found.path(), found.mode(), source.size(), source.sha256()), found.mtime());
    }

    private Path fresh(EntryName path) throws IOException {
        parents(path);
        current = path;
        var place = place(path);
        if (marks.containsKey(path)) {
            Files.delete(place);
        }
        return place;
    }

    private void write(FileChannel out, int count) throws IOException {
        var bytes = ByteBuffer.wrap(slice, 0, count);
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private void finishFile(Path place, FileMark mark, long mtime) throws IOException {
        // the time first: the mode may take away what setting it needs
        setTime(place, mtime);
        Files.setPosixFilePermissions(place, Permissions.of(mark.mode()));
        marks.put(mark.path(), mark);
    }

    private void symlink(Admission.Symlink found) throws IOException {
        current = found.path();
        var place = place(found.path());
        Files.createSymbolicLink(place, FileNames.path(found.target()));
        setTime(place, found.mtime());
        marks.put(found.path(), FileMark.symlink(found.path(), FileNames.withoutFinalSlashes(found.target())));
    }

    // the deepest first, for a folder's time changes with what is done in it; those at the top stay open
    // until they are in place, because a folder that may not be written to can't be moved
    private void finishFolders() throws IOException {
        var below = marks.values().stream()
                .filter(mark ->
                        mark.type() == FileMark.Type.FOLDER && mark.path().parent() != null)
                .sorted(Comparator.comparing(FileMark::path).reversed())
                .toList();
        for (var mark : below) {
            current = mark.path();
            finish(place(mark.path()), mark);
        }
    }

    private void finish(Path place, FileMark mark) throws IOException {
        var mtime = folderTimes.get(mark.path());
        if (mtime != null) {
            setTime(place, mtime);
        }
        Files.setPosixFilePermissions(place, Permissions.of(mark.mode()));
    }

    private static void setTime(Path place, long mtime) throws IOException {
        Files.getFileAttributeView(place, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.from(Instant.ofEpochSecond(mtime)), null, null);
    }

    private Path place(EntryName path) {
        return folder.resolve(FileNames.path(path.latin1()));
    }
}
