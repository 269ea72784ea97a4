package io.tazpod.enginehttp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts bytes into lines of UTF-8 text, empty ones left out.
final class LineSplitter {

    /// A line of progress has some hundred bytes.
    private static final int LONGEST = 1024 * 1024;

    private final Consumer<String> each;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineSplitter(Consumer<String> each) {
        this.each = each;
    }

    void take(byte[] bytes, int count) throws IOException {
        for (var i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                end();
            } else {
                line.write(bytes[i]);
            }
        }
        if (line.size() > LONGEST) {
            throw new IOException("the answer has a line without end");
        }
    }

    void end() {
        var text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (!text.isEmpty()) {
            each.accept(text);
        }
    }
}
