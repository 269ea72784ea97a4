package io.tazpod.enginehttp;

import java.util.Map;

/// An engine's answer, read to its end.
///
/// @param status the HTTP status
/// @param headers by their names in lower case; of repeated ones the last
/// @param body its text
public record EngineAnswer(int status, Map<String, String> headers, String body) {

    public EngineAnswer {
        headers = Map.copyOf(headers);
    }

    public boolean good() {
        return status >= 200 && status < 300;
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public Json json() {
        return Json.read(body);
    }

    /// What the engine says went wrong: its `message`, or the bare text when it sent no JSON.
    public String message() {
        try {
            return json().at("message").text(body.strip());
        } catch (MalformedJson e) {
            return body.strip();
        }
    }
}
