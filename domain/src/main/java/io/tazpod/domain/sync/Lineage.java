package io.tazpod.domain.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a stored vault says of itself in its metadata. Everything may be missing: the original writes
/// at most
/// the content hash.
///
/// @param revision which push it was
/// @param generation one more than the state it was based on
/// @param parent the revision it was based on
/// @param second what else it was made of, when two states were merged
/// @param file digest of the sealed file
/// @param content digest of what was sealed (the original's `content-sha256`); only when known
/// @param host who pushed
public record Lineage(
        Optional<RevisionId> revision,
        Optional<Long> generation,
        Optional<RevisionId> parent,
        Optional<RevisionId> second,
        Optional<Sha256> file,
        Optional<Sha256> content,
        Optional<String> host) {

    private static final String REVISION = "tazpod-rev";
    private static final String GENERATION = "tazpod-gen";
    private static final String PARENT = "tazpod-parent";
    private static final String SECOND = "tazpod-parent2";
    private static final String FILE = "tazpod-file-sha256";
    private static final String HOST = "tazpod-host";
    private static final String CONTENT = "content-sha256";

    public static final Lineage UNKNOWN = new Lineage(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Lineage {
        host = host.map(Lineage::printable).filter(name -> !name.isEmpty());
    }

    /// Values that make no sense count as missing: another writer may have left anything there.
    public static Lineage of(Map<String, String> metadata) {
        return new Lineage(
                find(metadata, REVISION).flatMap(RevisionId::parse),
                find(metadata, GENERATION).flatMap(Lineage::number),
                find(metadata, PARENT).flatMap(RevisionId::parse),
                find(metadata, SECOND).flatMap(RevisionId::parse),
                find(metadata, FILE).flatMap(Sha256::parse),
                find(metadata, CONTENT).flatMap(Sha256::parse),
                find(metadata, HOST));
    }

    public Map<String, String> metadata() {
        var metadata = new HashMap<String, String>();
        revision.ifPresent(it -> metadata.put(REVISION, it.value()));
        generation.ifPresent(it -> metadata.put(GENERATION, Long.toString(it)));
        parent.ifPresent(it -> metadata.put(PARENT, it.value()));
        second.ifPresent(it -> metadata.put(SECOND, it.value()));
        file.ifPresent(it -> metadata.put(FILE, it.hex()));
        content.ifPresent(it -> metadata.put(CONTENT, it.hex()));
        host.ifPresent(it -> metadata.put(HOST, it));
        return Map.copyOf(metadata);
    }

    /// The states that this one was made of, as far as it says.
    public List<RevisionId> parents() {
        return Stream.of(parent, second).flatMap(Optional::stream).toList();
    }

    private static Optional<String> find(Map<String, String> metadata, String name) {
        return Optional.ofNullable(metadata.get(name));
    }

    /// up to 18 digits fit a long
    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /// A host may be called anything; a header value may not.
    private static String printable(String name) {
        var kept = new StringBuilder();
        name.chars().filter(c -> c > ' ' && c < 0x7f).limit(64).forEach(c -> kept.append((char) c));
        return kept.toString();
    }
}
