package io.tazpod.domain.sync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Where the vault and its history are in a store: the original's layout, below a prefix.
///
/// @param prefix empty, or ending with a slash
public record VaultKeys(String prefix) {

    private static final String MAIN = "tazpod/vault/vault.tar.aes";
    private static final String HISTORY = "tazpod/vault/history/";
    private static final String CONFLICTS = "tazpod/vault/conflicts/";
    private static final String SUFFIX = ".tar.aes";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    public VaultKeys {
        while (prefix.startsWith("/")) {
            prefix = prefix.substring(1);
        }
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            prefix = prefix + "/";
        }
    }

    /// What all keys have in common.
    public String commonPrefix() {
        return prefix + "tazpod/vault/";
    }

    public ObjectKey main() {
        return new ObjectKey(prefix + MAIN);
    }

    public String historyPrefix() {
        return prefix + HISTORY + "vault-";
    }

    /// The original's name, and in it the revision: two hosts push within one second.
    public ObjectKey history(Instant when, RevisionId revision) {
        return history(when, revision.shortened());
    }

    /// For a state of a writer that knows no revisions.
    public ObjectKey history(Instant when, ETag etag) {
        var known = Sha256.of(etag.value().getBytes(StandardCharsets.UTF_8));
        return history(when, known.hex().substring(0, 8));
    }

    private ObjectKey history(Instant when, String mark) {
        return new ObjectKey(historyPrefix() + SECOND.format(when) + "-" + mark + SUFFIX);
    }

    public boolean isHistory(ObjectKey key) {
        return key.value().startsWith(historyPrefix()) && key.value().endsWith(SUFFIX);
    }

    /// Where a vault is kept that can't be joined with the store's. The same file always gets the same key.
    public ObjectKey conflict(String host, Sha256 file) {
        var name = host.replaceAll("[^A-Za-z0-9._-]", "-");
        return new ObjectKey(prefix + CONFLICTS + name + "-" + file.hex().substring(0, 32));
    }

    /// Scratch keys of the probe: within what a narrow policy for the vault allows.
    public String probePrefix() {
        return prefix + "tazpod/vault/.probe/";
    }
}
