package io.tazpod.local.archive;

import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.vault.SecretsArchive.Unpacking.Ready;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What file modes do to a user who is not root, in a process of such a user.
final class AsOrdinaryUser {

    private AsOrdinaryUser() {}

    static Process start(Path folder) throws IOException {
        var prefix = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            prefix.addAll(List.of("setpriv", "--reuid=1000", "--regid=1000", "--clear-groups"));
        }
        return Forked.java(prefix, AsOrdinaryUser.class, folder.toString());
    }

    public static void main(String[] args) throws IOException {
        var from = new Enclave(Files.createDirectory(Path.of(args[0], "from")));
        var to = new Enclave(Files.createDirectory(Path.of(args[0], "to")));
        from.write("a/b/file", "x");
        from.write("a/closed", "x");
        chmod(from, "a/b/file", 0400);
        chmod(from, "a/b", 0500);
        chmod(from, "a", 0500);

        var packed = from.archive().pack();
        for (int twice = 0; twice < 2; twice++) {
            try (var staged =
                    ((Ready) to.archive().unpack(packed.payload().joined(), Limits.ofEnclave(1 << 20))).staged()) {
                staged.replace();
            }
        }
        boolean same =
                to.archive().survey().equals(packed.manifest()) && to.rows().equals(from.rows());
        System.out.println(same ? "locked folders moved" : "not the same");

        chmod(from, "a/closed", 0);
        try {
            from.archive().pack();
        } catch (PortFailure failure) {
            System.out.println(failure.getMessage());
        }
        FolderTree.remove(from.root());
        FolderTree.remove(to.root());
    }

    private static void chmod(Enclave enclave, String path, int mode) throws IOException {
        Files.setPosixFilePermissions(enclave.place(path), Permissions.of(mode));
    }
}
