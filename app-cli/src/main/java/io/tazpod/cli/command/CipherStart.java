package io.tazpod.cli.command;

import io.tazpod.domain.project.GuestPaths;
import io.tazpod.domain.project.ProjectFiles;
import io.tazpod.domain.vault.seal.CryptoWarmUp;
import java.io.File;

/// Gets the cipher ready while the rest is being wired, where the vault is large enough for that to
/// pay.
final class CipherStart {

    /// Below this the cipher is done before it would be compiled, and the second core has better things
    /// to do.
    private static final long LARGE = 4 << 20;

    private CipherStart() {}

    static void forVault() {
        if (new File(GuestPaths.WORKSPACE, ProjectFiles.VAULT).length() > LARGE) {
            CryptoWarmUp.start();
        }
    }
}
