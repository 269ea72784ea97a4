package io.tazpod.local.vault;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.RevisionId;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.sync.StoreId;
import io.tazpod.domain.sync.StoreTraits;
import io.tazpod.domain.sync.SyncBase;
import io.tazpod.domain.sync.SyncMemory;
import io.tazpod.domain.sync.SyncMemory.Begun;
import io.tazpod.domain.sync.SyncMemory.Store;
import io.tazpod.domain.sync.SyncMemory.Written;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The text of `sync.json`. Anything in it that makes no sense counts as not remembered, which is the careful
/// side: a store that is not remembered is looked at afresh and never overwritten.
final class MemoryFile {

    private MemoryFile() {}

    static String text(SyncMemory memory) {
        var root = new LinkedHashMap<String, Object>();
        root.put("version", 1);
        memory.written().ifPresent(it -> root.put("written", written(it)));
        var stores = new LinkedHashMap<String, Object>();
        new TreeMap<>(byName(memory)).forEach((id, store) -> stores.put(id, store(store)));
        root.put("stores", stores);
        return Json.text(root) + "\n";
    }

    static SyncMemory parse(String text) {
        var root = map(load(text));
        var stores = new HashMap<StoreId, Store>();
        map(root.get("stores")).forEach((id, store) -> stores.put(new StoreId(id), store(map(store))));
        return new SyncMemory(written(map(root.get("written"))), stores);
    }

    private static @Nullable Object load(String text) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(text);
        } catch (YamlEngineException damaged) {
            return null;
        }
    }

    private static Map<String, Store> byName(SyncMemory memory) {
        var named = new HashMap<String, Store>();
        memory.stores().forEach((id, store) -> named.put(id.value(), store));
        return named;
    }

    // ---- out

    private static Map<String, Object> written(Written written) {
        var map = new LinkedHashMap<String, Object>();
        map.put("file", written.file().hex());
        written.content().ifPresent(it -> map.put("content", it.hex()));
        written.earlier().ifPresent(it -> map.put("earlier", it.hex()));
        return map;
    }

    private static Map<String, Object> store(Store store) {
        var map = new LinkedHashMap<String, Object>();
        store.base().ifPresent(it -> map.put("base", base(it)));
        store.begun().ifPresent(it -> map.put("begun", begun(it)));
        store.traits().ifPresent(it -> map.put("traits", traits(it)));
        return map;
    }

    private static Map<String, Object> base(SyncBase base) {
        var map = new LinkedHashMap<String, Object>();
        map.put("etag", base.etag().value());
        base.revision().ifPresent(it -> map.put("revision", it.value()));
        map.put("generation", base.generation());
        map.put("file", base.file().hex());
        return map;
    }

    private static Map<String, Object> begun(Begun push) {
        var map = new LinkedHashMap<String, Object>();
        map.put("revision", push.revision().value());
        map.put("generation", push.generation());
        map.put("file", push.file().hex());
        return map;
    }

    private static Map<String, Object> traits(StoreTraits traits) {
        var map = new LinkedHashMap<String, Object>();
        map.put("probed", traits.probed().toString());
        map.put("createOnly", traits.createOnly());
        map.put("ifUnchanged", traits.ifUnchanged());
        map.put("atomic", traits.atomic());
        map.put("metadata", traits.metadata());
        map.put("deletes", traits.deletes());
        map.put("lists", traits.lists());
        map.put("versions", traits.versions());
        return map;
    }

    // ---- in

    private static Optional<Written> written(Map<String, @Nullable Object> map) {
        return word(map, "file")
                .flatMap(Sha256::parse)
                .map(file -> new Written(
                        file,
                        word(map, "content").flatMap(Sha256::parse),
                        word(map, "earlier").flatMap(Sha256::parse)));
    }

    private static Store store(Map<String, @Nullable Object> map) {
        return new Store(base(map(map.get("base"))), begun(map(map.get("begun"))), traits(map(map.get("traits"))));
    }

    private static Optional<SyncBase> base(Map<String, @Nullable Object> map) {
        var etag = word(map, "etag").filter(it -> !it.isEmpty()).map(ETag::new);
        var file = word(map, "file").flatMap(Sha256::parse);
        if (etag.isEmpty() || file.isEmpty() || !(map.get("generation") instanceof Number generation)) {
            return Optional.empty();
        }
        return Optional.of(new SyncBase(
                etag.get(), word(map, "revision").flatMap(RevisionId::parse), generation.longValue(), file.get()));
    }

    private static Optional<Begun> begun(Map<String, @Nullable Object> map) {
        var revision = word(map, "revision").flatMap(RevisionId::parse);
        var file = word(map, "file").flatMap(Sha256::parse);
        if (revision.isEmpty() || file.isEmpty() || !(map.get("generation") instanceof Number generation)) {
            return Optional.empty();
        }
        return Optional.of(new Begun(revision.get(), generation.longValue(), file.get()));
    }

    private static Optional<StoreTraits> traits(Map<String, @Nullable Object> map) {
        return word(map, "probed")
                .flatMap(MemoryFile::instant)
                .map(probed -> new StoreTraits(
                        probed,
                        yes(map, "createOnly"),
                        yes(map, "ifUnchanged"),
                        yes(map, "atomic"),
                        yes(map, "metadata"),
                        yes(map, "deletes"),
                        yes(map, "lists"),
                        yes(map, "versions")));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private static boolean yes(Map<String, @Nullable Object> map, String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    private static Optional<String> word(Map<String, @Nullable Object> map, String name) {
        return map.get(name) instanceof String word ? Optional.of(word) : Optional.empty();
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> any) {
            any.forEach((name, it) -> {
                if (name instanceof String text) {
                    map.put(text, it);
                }
            });
        }
        return map;
    }

    /// As much of JSON as this file needs.
    private static final class Json {

        private Json() {}

        static String text(Object value) {
            return switch (value) {
                case Map<?, ?> map -> entries(map);
                case String text -> quoted(text);
                default -> value.toString();
            };
        }

        private static String entries(Map<?, ?> map) {
            var entries = new ArrayList<String>();
            map.forEach((name, value) -> entries.add(quoted(String.valueOf(name)) + ": " + text(value)));
            return joined(entries);
        }

        private static String joined(List<String> entries) {
            return entries.isEmpty() ? "{}" : "{\n" + indented(String.join(",\n", entries)) + "\n}";
        }

        private static String indented(String text) {
            return text.lines()
                    .map(line -> "  " + line)
                    .reduce((a, b) -> a + "\n" + b)
                    .orElse("");
        }

        private static String quoted(String text) {
            var quoted = new StringBuilder("\"");
            text.chars().forEach(c -> quoted.append(escaped((char) c)));
            return quoted.append('"').toString();
        }

        private static String escaped(char c) {
            Function<Character, String> unicode = it -> "\\u%04x".formatted((int) it);
            return switch (c) {
                case '"', '\\' -> "\\" + c;
                default -> c < ' ' || c > '~' ? unicode.apply(c) : String.valueOf(c);
            };
        }
    }
}
