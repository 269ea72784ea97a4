package io.tazpod.domain.sync.merge;

import io.tazpod.domain.vault.archive.EntryName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;

/// Names what the other side has under a name that is taken: `NAME.conflict-HOST-TIME`.
///
/// @param host who pushed it
/// @param when it was pushed, so that the same state gets the same name however often it is merged
public record ConflictName(String host, Instant when) {

    private static final String MARK = ".conflict-";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
    /// leaves most of a name's 255 bytes to the file
    private static final int LONGEST_HOST = 40;

    public ConflictName {
        var safe = host.replaceAll("[^A-Za-z0-9._-]", "-");
        host = safe.substring(0, Math.min(LONGEST_HOST, safe.length()));
    }

    /// A name beside `path` that is not taken.
    EntryName beside(EntryName path, Predicate<EntryName> taken) {
        var suffix = MARK + host + "-" + SECOND.format(when);
        for (int i = 1; ; i++) {
            var name = named(path, i == 1 ? suffix : suffix + "-" + i);
            if (!taken.test(name)) {
                return name;
            }
        }
    }

    /// Whether `name` may be a copy that an earlier merge made of `path`.
    static boolean isCopy(EntryName name, EntryName path) {
        return name.latin1().startsWith(path.latin1() + MARK);
    }

    private static EntryName named(EntryName path, String suffix) {
        var bytes = suffix.getBytes(StandardCharsets.US_ASCII).length;
        var folder = path.parent();
        var leaf = path.leaf().latin1();
        int before = folder == null ? 0 : folder.latin1().length() + 1;
        int room = Math.min(EntryName.LONGEST_PART, EntryName.LONGEST - before) - bytes;
        if (room < 1) {
            // no room in so deep a folder: it goes to the top, where there is
            return named(path.leaf(), suffix);
        }
        var part = new EntryName(leaf.substring(0, Math.min(room, leaf.length())) + suffix);
        return folder == null ? part : folder.child(part);
    }
}
