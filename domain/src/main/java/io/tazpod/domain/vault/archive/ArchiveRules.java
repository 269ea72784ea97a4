package io.tazpod.domain.vault.archive;

import io.tazpod.domain.vault.archive.Refusal.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says of each entry of one archive, in their order, whether it may come in and as what. One object an
/// archive.
///
/// The seal says that somebody with the key made the archive, not that it is harmless: keys are shared,
/// and
/// programs have faults. What can't be meant is refused as a whole; what is only old-fashioned is
/// taken.
public final class ArchiveRules {

    private final Limits limits;
    private final Map<String, Placed> placed = new HashMap<>();
    private final List<EntryName> lostLinks = new ArrayList<>();
    private long bytes;
    private int entries;

    /// What stands under a name: a file has a size, the others -1.
    private record Placed(FileMark.Type type, long size) {
        static final Placed FOLDER = new Placed(FileMark.Type.FOLDER, -1);
        static final Placed SYMLINK = new Placed(FileMark.Type.SYMLINK, -1);
    }

    public ArchiveRules(Limits limits) {
        this.limits = limits;
    }

    public Admission admit(TarEntry entry) throws RefusedArchive {
        if (++entries > limits.entries()) {
            throw new RefusedArchive(Kind.ROOM, "the vault has more than " + limits.entries() + " entries");
        }
        charge(entry.size());
        if (isRoot(entry)) {
            return new Admission.LeftOut();
        }
        var path = name(entry.path(), entry.flag() == TarEntry.FOLDER);
        return switch (entry.flag()) {
            case TarEntry.FOLDER -> Exclusions.neverPutDown(path) ? new Admission.LeftOut() : folder(path, entry);
            case TarEntry.FILE -> Exclusions.neverPutDown(path) ? new Admission.LeftOut() : file(path, entry);
            case TarEntry.HARD_LINK -> Exclusions.neverPutDown(path) ? new Admission.LeftOut() : copy(path, entry);
            case TarEntry.SYMLINK -> Exclusions.neverPutDown(path) ? new Admission.LeftOut() : symlink(path, entry);
            default ->
                throw new RefusedArchive(
                        Kind.TYPE, "the vault has " + typeName(entry.flag()) + " in it, '" + path + "'");
        };
    }

    /// What was left out on the way, to be told once.
    public List<Notice> notices() {
        return lostLinks.isEmpty()
                ? List.of()
                : List.of(new Notice(
                        "the original did not save where these symbolic links lead, so they are left out", lostLinks));
    }

    private void charge(long size) throws RefusedArchive {
        // not a sum first: sizes come from outside and may overflow
        if (size > limits.bytes() - bytes) {
            throw new RefusedArchive(
                    Kind.ROOM,
                    "the vault holds more than the " + limits.bytes() + " bytes that the enclave has room for");
        }
        bytes += size;
    }

    // "." and "./", which tar writes for the folder that it was told to pack
    private static boolean isRoot(TarEntry entry) {
        return entry.flag() == TarEntry.FOLDER
                && (entry.path().equals(".") || entry.path().equals("./"));
    }

    private static EntryName name(String raw, boolean folder) throws RefusedArchive {
        var path = raw.startsWith("./") ? raw.substring(2) : raw;
        if (folder && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        var problem = EntryName.problemOf(path);
        if (problem != null) {
            throw new RefusedArchive(
                    Kind.NAME,
                    "the vault has an entry that it must not have: '" + EntryName.forPeople(raw) + "' " + problem);
        }
        return new EntryName(path);
    }

    private Admission folder(EntryName path, TarEntry entry) throws RefusedArchive {
        placeParents(path);
        var there = placed.putIfAbsent(path.latin1(), Placed.FOLDER);
        if (there != null && there.type() != FileMark.Type.FOLDER) {
            throw clash(path, there, "a folder");
        }
        return new Admission.Folder(path, permissions(entry), entry.mtime());
    }

    private Admission file(EntryName path, TarEntry entry) throws RefusedArchive {
        placeFile(path, entry.size());
        return new Admission.File(path, permissions(entry), entry.size(), entry.mtime());
    }

    private Admission copy(EntryName path, TarEntry entry) throws RefusedArchive {
        var from = name(entry.link(), false);
        var source = placed.get(from.latin1());
        if (source == null || source.type() != FileMark.Type.FILE || from.equals(path)) {
            throw new RefusedArchive(
                    Kind.PLACE,
                    "'" + path + "' is a hard link to '" + from + "', which is no earlier file of the vault");
        }
        charge(source.size());
        placeFile(path, source.size());
        return new Admission.Copy(path, from, permissions(entry), entry.mtime());
    }

    private void placeFile(EntryName path, long size) throws RefusedArchive {
        placeParents(path);
        var there = placed.put(path.latin1(), new Placed(FileMark.Type.FILE, size));
        // an archive that was appended to has a file twice, and the last one counts
        if (there != null && there.type() != FileMark.Type.FILE) {
            throw clash(path, there, "a file");
        }
    }

    private Admission symlink(EntryName path, TarEntry entry) throws RefusedArchive {
        var target = entry.link();
        if (target.equals(entry.path())) {
            lostLinks.add(path);
            return new Admission.LeftOut();
        }
        if (target.isEmpty() || target.length() >= EntryName.LONGEST || target.indexOf('\0') >= 0) {
            throw new RefusedArchive(Kind.NAME, "'" + path + "' is a symbolic link with an impossible target");
        }
        placeParents(path);
        var there = placed.putIfAbsent(path.latin1(), Placed.SYMLINK);
        if (there != null) {
            throw clash(path, there, "a symbolic link");
        }
        return new Admission.Symlink(path, target, entry.mtime());
    }

    // a parent without an entry of its own is made on the way; one that is no folder ends it
    private void placeParents(EntryName path) throws RefusedArchive {
        var latin1 = path.latin1();
        for (int slash = latin1.lastIndexOf('/'); slash > 0; slash = latin1.lastIndexOf('/', slash - 1)) {
            var parent = latin1.substring(0, slash);
            var there = placed.putIfAbsent(parent, Placed.FOLDER);
            if (there != null) {
                if (there.type() != FileMark.Type.FOLDER) {
                    throw clash(new EntryName(parent), there, "the folder of '" + path + "'");
                }
                return;
            }
        }
    }

    private static RefusedArchive clash(EntryName path, Placed there, String now) {
        return new RefusedArchive(Kind.PLACE, "'" + path + "' is " + typeName(there) + " in the vault and also " + now);
    }

    private static int permissions(TarEntry entry) {
        return entry.mode() & 0777;
    }

    private static String typeName(Placed there) {
        return switch (there.type()) {
            case FILE -> "a file";
            case FOLDER -> "a folder";
            case SYMLINK -> "a symbolic link";
        };
    }

    private static String typeName(char flag) {
        return switch (flag) {
            case '3', '4' -> "a device";
            case '6' -> "a pipe";
            default -> "an entry of the unknown type '" + EntryName.forPeople(String.valueOf(flag)) + "'";
        };
    }
}
