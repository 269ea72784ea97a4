package io.tazpod.enginehttp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request to an engine.
///
/// @param method `GET`, `POST` or `DELETE`
/// @param path with its query, already escaped (see [EnginePath])
/// @param json its body; null for none
/// @param headers beyond those that the transport sets, as `Name: value`
/// @param limit how long to wait, see the method of [EngineTransport] that takes it
public record EngineRequest(
        String method, String path, @Nullable String json, List<String> headers, Duration limit) {

    /// Engines answer plain questions within milliseconds; a busy disk may hold them up for seconds.
    private static final Duration PLAIN = Duration.ofSeconds(30);

    public EngineRequest {
        if (!path.startsWith("/") || hasControl(path)) {
            throw new IllegalArgumentException("a request's path starts with '/' and is escaped: " + path);
        }
        for (var header : headers) {
            if (hasControl(header)) {
                throw new IllegalArgumentException("a header is one line");
            }
        }
        headers = List.copyOf(headers);
    }

    public static EngineRequest get(String path) {
        return new EngineRequest("GET", path, null, List.of(), PLAIN);
    }

    public static EngineRequest post(String path, @Nullable String json) {
        return new EngineRequest("POST", path, json, List.of(), PLAIN);
    }

    public static EngineRequest delete(String path) {
        return new EngineRequest("DELETE", path, null, List.of(), PLAIN);
    }

    public EngineRequest within(Duration otherLimit) {
        return new EngineRequest(method, path, json, headers, otherLimit);
    }

    public EngineRequest with(String header) {
        var more = new ArrayList<>(headers);
        more.add(header);
        return new EngineRequest(method, path, json, more, limit);
    }

    private static boolean hasControl(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == 0x7f) {
                return true;
            }
        }
        return false;
    }
}
