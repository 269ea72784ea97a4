package io.tazpod.domain.vault.archive;

/// What lies in the enclave and is not the vault's content.
public final class Exclusions {

    /// Where the original keeps the passphrase in plain text.
    private static final EntryName PASSPHRASE = EntryName.ofText(".vault_pass");
    /// Where a vault is laid out before it is put into place.
    public static final EntryName STAGING = EntryName.ofText(".tazpod-staging");

    private static final EntryName AWS_FOLDER = EntryName.ofText(".aws");
    private static final EntryName SSO_TOKENS = EntryName.ofText(".aws/sso/cache");
    private static final EntryName CLI_TOKENS = EntryName.ofText(".aws/cli/cache");

    private Exclusions() {}

    /// Not put into the enclave, whoever sealed it.
    public static boolean neverPutDown(EntryName path) {
        return path.isWithin(PASSPHRASE) || path.isWithin(STAGING);
    }

    /// Not put into the archive. Swap files are vim's, `.NAME.swp`: one that is called `disk.swp` is
    /// somebody's own.
    public static boolean neverArchived(EntryName path) {
        var leaf = path.leaf().latin1();
        return neverPutDown(path) || (leaf.startsWith(".") && leaf.endsWith(".swp") && leaf.length() > 5);
    }

    /// Not looked at when it is asked whether the vault has changed. Tokens are archived along with
    /// everything else, so that a login outlives a lock, but one that was only renewed is no reason to
    /// save:
    /// it would be every hour. Nor is the folder that every unlock makes, so that `~/.aws` can lead into it.
    public static boolean neverCompared(FileMark mark) {
        return neverCompared(mark.path())
                || (mark.type() == FileMark.Type.FOLDER && mark.path().equals(AWS_FOLDER));
    }

    /// As far as a name alone tells.
    public static boolean neverCompared(EntryName path) {
        return neverArchived(path) || path.isWithin(SSO_TOKENS) || path.isWithin(CLI_TOKENS);
    }
}
