package io.tazpod.local.archive;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// The nine permission bits, as a number and as the JDK has them.
final class Permissions {

    static final FileAttribute<Set<PosixFilePermission>> OWN_FILE = PosixFilePermissions.asFileAttribute(of(0600));
    static final FileAttribute<Set<PosixFilePermission>> OWN_FOLDER = PosixFilePermissions.asFileAttribute(of(0700));

    private Permissions() {}

    static Set<PosixFilePermission> of(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        int bit = 0400;
        for (var permission : PosixFilePermission.values()) {
            if ((mode & bit) != 0) {
                permissions.add(permission);
            }
            bit >>= 1;
        }
        return permissions;
    }

    static int mode(Set<PosixFilePermission> permissions) {
        int mode = 0;
        int bit = 0400;
        for (var permission : PosixFilePermission.values()) {
            mode |= permissions.contains(permission) ? bit : 0;
            bit >>= 1;
        }
        return mode;
    }
}
