package io.tazpod.local.store;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is kept beside an object's file: its states. There is one, or two while a write is under way: the file
/// and the sidecar cannot change in one step, so the sidecar first names both, and the file says which it is.
///
/// Text, so that it can be read by anyone: `state ETAG SIZE MILLIS SHA256`, then `meta NAME VALUE` lines.
record Sidecar(List<State> states) {

    private static final String FIRST_LINE = "tazpod-object 1";
    static final Sidecar NONE = new Sidecar(List.of());

    Sidecar {
        states = List.copyOf(states);
    }

    /// @param millis the file's modification time, which tells the state without reading the file
    record State(ETag etag, long size, long millis, Sha256 sha256, Map<String, String> metadata) {

        State {
            metadata = Map.copyOf(metadata);
        }

        /// The tag names content and count, so that the same content stored again is another state.
        static ETag etag(Sha256 sha256, long serial) {
            return new ETag(sha256.hex().substring(0, 32) + "-" + serial);
        }

        long serial() {
            return Long.parseLong(etag.value().substring(etag.value().indexOf('-') + 1));
        }

        State touched(long now) {
            return new State(etag, size, now, sha256, metadata);
        }
    }

    /// The one state that a file of this size and time can be; empty when that does not tell.
    Optional<State> match(long size, long millis) {
        var fitting = states.stream()
                .filter(it -> it.size() == size && it.millis() == millis)
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    Optional<State> match(Sha256 sha256) {
        return states.reversed().stream()
                .filter(it -> it.sha256().equals(sha256))
                .findFirst();
    }

    String text() {
        var text = new StringBuilder(FIRST_LINE).append('\n');
        for (var state : states) {
            text.append("state %s %d %d %s%n".formatted(state.etag(), state.size(), state.millis(), state.sha256()));
            new TreeMap<>(state.metadata())
                    .forEach((name, value) -> text.append("meta ")
                            .append(name)
                            .append(' ')
                            .append(value)
                            .append('\n'));
        }
        return text.toString();
    }

    /// A sidecar that was damaged counts as none: the file itself is then looked at.
    static Sidecar parse(String text) {
        var lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            return NONE;
        }
        var states = new ArrayList<State>();
        var metadata = new LinkedHashMap<String, String>();
        try {
            for (var line : lines.subList(1, lines.size()).reversed()) {
                var words = line.split(" ", -1);
                if (words[0].equals("meta")) {
                    metadata.put(words[1], line.substring("meta  ".length() + words[1].length()));
                } else {
                    states.addFirst(state(words, metadata));
                    metadata.clear();
                }
            }
            return new Sidecar(states);
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            return NONE;
        }
    }

    private static State state(String[] words, Map<String, String> metadata) {
        var state = new State(
                new ETag(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]), new Sha256(words[4]), metadata);
        if (state.serial() < 0) {
            throw new IllegalArgumentException("a serial is not negative");
        }
        return state;
    }
}
