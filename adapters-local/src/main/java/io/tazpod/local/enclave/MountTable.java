package io.tazpod.local.enclave;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The kernel's table of mounts.
///
/// @param mounts in order; of two at one place the later one covers the earlier
public record MountTable(List<Mount> mounts) {

    public MountTable {
        mounts = List.copyOf(mounts);
    }

    /// @param target where it is mounted
    /// @param type such as `tmpfs`
    public record Mount(String target, String type) {}

    static MountTable read() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1));
    }

    /// Lines of `/proc/self/mountinfo`: `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root
    /// rw`.
    static MountTable parse(List<String> lines) {
        return new MountTable(lines.stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > 6)
                .map(fields -> new Mount(unescaped(fields[4]), typeOf(fields)))
                .toList());
    }

    /// What is mounted exactly there; a place whose name only begins alike does not count.
    Optional<Mount> at(String target) {
        return mounts.reversed().stream().filter(m -> m.target().equals(target)).findFirst();
    }

    boolean isRam(String target) {
        return at(target)
                .filter(m -> m.type().equals("tmpfs") || m.type().equals("ramfs"))
                .isPresent();
    }

    private static String typeOf(String[] fields) {
        for (int i = 6; i < fields.length - 1; i++) {
            if (fields[i].equals("-")) {
                return fields[i + 1];
            }
        }
        return "";
    }

    private static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
