package io.tazpod.app.sync;

import io.tazpod.app.Pause;
import io.tazpod.app.sync.VaultHistory.Entry;
import io.tazpod.app.vault.ExchangeContent;
import io.tazpod.domain.vault.archive.ArchiveContent;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.RefusedArchive;
import io.tazpod.domain.vault.seal.Opening;
import io.tazpod.domain.vault.seal.V1Key;
import io.tazpod.domain.vault.seal.V1Seal;
import io.tazpod.ports.enclave.Enclave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks whether the files that must be in the vault are there, and where else they are if not.
public final class RecoveryAnchors {

    /// each state is fetched whole, so it has to end somewhere
    private static final int STATES = 10;

    private final Enclave enclave;
    private final List<EntryName> anchors;

    public RecoveryAnchors(Enclave enclave, List<EntryName> anchors) {
        this.enclave = enclave;
        this.anchors = List.copyOf(anchors);
    }

    /// Those that the open vault does not have.
    public List<EntryName> missing() {
        return anchors.stream().filter(anchor -> !enclave.has(anchor)).toList();
    }

    /// The newest states in the store that still have them, newest first. What does not open with the key of
    /// the open vault is left out.
    ///
    /// @return for each missing file the indexes that `pull --index` takes
    public static Map<EntryName, List<Integer>> search(
            List<EntryName> missing, VaultSite site, ExchangeContent content, Pause pause) {
        var limits = content.limits();
        var copies = new SealedCopies(site, new ConditionalUpload(site, pause), 2 * limits.bytes());
        var found = new LinkedHashMap<EntryName, List<Integer>>();
        missing.forEach(name -> found.put(name, new ArrayList<>()));
        try (var session = content.session()) {
            for (var entry : newest(site)) {
                var names = copies.fetch(entry.vault().key())
                        .map(it -> names(it.bytes(), session.key(), limits))
                        .orElse(Set.of());
                found.forEach((name, indexes) -> {
                    if (names.contains(name)) {
                        indexes.add(entry.index());
                    }
                });
            }
        }
        return found;
    }

    private static List<Entry> newest(VaultSite site) {
        return new VaultHistory(site)
                .entries(false).stream()
                        .filter(entry -> entry.index() > 0)
                        .limit(STATES)
                        .toList();
    }

    private static Set<EntryName> names(byte[] sealed, V1Key key, Limits limits) {
        if (!(V1Seal.open(sealed, key) instanceof Opening.Opened opened)) {
            return Set.of();
        }
        try (var _ = opened.key()) {
            var names = new HashSet<EntryName>();
            ArchiveContent.manifest(opened.payload(), limits).marks().forEach(mark -> names.add(mark.path()));
            return names;
        } catch (RefusedArchive unusable) {
            return Set.of();
        } finally {
            Arrays.fill(opened.payload(), (byte) 0);
        }
    }
}
