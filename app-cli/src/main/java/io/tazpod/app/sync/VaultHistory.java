package io.tazpod.app.sync;

import io.tazpod.domain.sync.RemoteVault;
import java.util.ArrayList;
import java.util.List;

/// Tells which states of the vault a store has.
public final class VaultHistory {

    private final VaultSite site;

    public VaultHistory(VaultSite site) {
        this.site = site;
    }

    /// @param index what `pull --index` takes: 0 for the latest state, then back from the newest copy
    public record Entry(int index, RemoteVault vault) {}

    /// @param lineages whether each copy is asked for its revision and host, which takes a request each
    public List<Entry> entries(boolean lineages) {
        var entries = new ArrayList<Entry>();
        site.remote().ifPresent(latest -> entries.add(new Entry(0, latest)));
        int index = 1;
        for (var copy : site.history()) {
            var listed = VaultSite.facts(copy);
            entries.add(new Entry(index++, lineages ? site.remote(copy.key()).orElse(listed) : listed));
        }
        return entries;
    }
}
