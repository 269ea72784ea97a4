package io.tazpod.local.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.seal.Passphrase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A vault that somebody else made, with what is known about it. They do not travel with the sources: they
/// lie in `shared/fixtures` next to a checkout, or where `-Dtazpod.fixtures` or `TAZPOD_FIXTURES` says.
record Fixture(String name, Path sealed, Map<?, ?> facts) {

    /// One entry that has to come out.
    record Row(EntryName path, String type, int mode, long size, String sha256, long mtime) {}

    static Optional<Path> home() {
        return Stream.of(System.getProperty("tazpod.fixtures"), System.getenv("TAZPOD_FIXTURES"))
                .filter(Objects::nonNull)
                .map(Path::of)
                .findFirst()
                .or(Fixture::besideTheCheckout)
                .filter(Files::isDirectory);
    }

    private static Optional<Path> besideTheCheckout() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("shared/fixtures"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /// All of a kind, `v1` or `bad`; a single empty one when there are none, which [#require] then skips.
    static Stream<Fixture> all(String kind) {
        if (home().isEmpty()) {
            return Stream.of(new Fixture("none", Path.of(""), Map.of()));
        }
        try (var files = Files.list(home().get().resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
                    .map(Fixture::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Fixture one(String kind, String name) {
        return all(kind)
                .filter(fixture -> fixture.name.equals(name) || fixture.name.equals("none"))
                .findFirst()
                .orElseThrow();
    }

    private static Fixture of(Path json) {
        try {
            var facts = (Map<?, ?>) parsed(Files.readString(json));
            var name = String.valueOf(json.getFileName()).replace(".json", "");
            return new Fixture(name, json.resolveSibling(name + ".vault.tar.aes"), facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void require() {
        Requirement.met(
                !name.equals("none"),
                "fixtures",
                "no fixtures: put them into shared/fixtures beside the checkout, or name them in TAZPOD_FIXTURES");
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(sealed);
    }

    Passphrase passphrase() {
        return Passphrase.taking(text("passphrase").getBytes(UTF_8));
    }

    String text(String key) {
        return String.valueOf(Objects.requireNonNull(facts.get(key), key));
    }

    boolean isAccepted() {
        return text("expect").equals("accept");
    }

    List<Row> rows() {
        return rows((List<?>) Objects.requireNonNull(facts.get("entries")));
    }

    /// The rows of a listing, as the independent reader prints one.
    static List<Row> listing(String json) {
        return rows((List<?>) parsed(json));
    }

    private static List<Row> rows(List<?> entries) {
        return entries.stream()
                .map(entry -> row((Map<?, ?>) entry))
                .sorted(Comparator.comparing(Row::path))
                .toList();
    }

    // JSON is YAML as well
    private static Object parsed(String json) {
        var settings = LoadSettings.builder().setCodePointLimit(100 << 20).build();
        return Objects.requireNonNull(new Load(settings).loadFromString(json));
    }

    private static Row row(Map<?, ?> entry) {
        var base64 = entry.get("path_b64");
        var path = base64 != null
                ? new String(Base64.getDecoder().decode(base64.toString()), ISO_8859_1)
                : new String(String.valueOf(entry.get("path")).getBytes(UTF_8), ISO_8859_1);
        return new Row(
                new EntryName(path),
                String.valueOf(entry.get("type")),
                Integer.parseInt(String.valueOf(entry.get("mode")), 8),
                Long.parseLong(String.valueOf(entry.get("size"))),
                String.valueOf(entry.get("sha256")),
                Long.parseLong(String.valueOf(entry.get("mtime"))));
    }

    @Override
    public String toString() {
        return name;
    }
}
