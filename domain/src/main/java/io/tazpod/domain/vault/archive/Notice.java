package io.tazpod.domain.vault.archive;

import java.util.List;

/// Something that was left out and that the operator should know of; not a failure.
///
/// @param sentence for people, to be followed by the names
public record Notice(String sentence, List<EntryName> entries) {

    public Notice {
        entries = List.copyOf(entries);
    }

    @Override
    public String toString() {
        var names = entries.stream().limit(5).map(EntryName::toString).toList();
        int more = entries.size() - names.size();
        return sentence + ": " + String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }
}
