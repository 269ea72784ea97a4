package io.tazpod.local.store;

import io.tazpod.domain.sync.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Keys as paths: ordinary names stay as they are, what a path cannot say or would misread (`..`, an empty part,
/// anything but printable ASCII, our own directory) is written as `%` and hexadecimal digits.
final class KeyPath {

    /// sidecars, locks and temporary files; no key leads there
    static final String OWN = ".tazpod-store";

    private static final String EMPTY_PART = "%";

    private KeyPath() {}

    static Path of(Path root, ObjectKey key) {
        var path = root;
        for (var part : key.value().split("/", -1)) {
            path = path.resolve(encoded(part));
        }
        return path;
    }

    /// Empty for files that no key leads to.
    static Optional<ObjectKey> key(Path root, Path file) {
        var parts = new ArrayList<String>();
        for (var name : root.relativize(file)) {
            var part = decoded(name.toString());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return key(parts);
    }

    private static Optional<ObjectKey> key(List<String> parts) {
        try {
            return Optional.of(new ObjectKey(String.join("/", parts)));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static String encoded(String part) {
        if (part.isEmpty()) {
            return EMPTY_PART;
        }
        boolean wholly = part.equals(".") || part.equals("..") || part.equals(OWN);
        var encoded = new StringBuilder();
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            if (b <= ' ' || b == 0x7f || b == '%' || b == '\\' || (wholly && b == '.')) {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            } else {
                encoded.append((char) b);
            }
        }
        return encoded.toString();
    }

    private static Optional<String> decoded(String name) {
        if (name.equals(EMPTY_PART)) {
            return Optional.of("");
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else if (i + 2 < name.length()
                    && HexFormat.isHexDigit(name.charAt(i + 1))
                    && HexFormat.isHexDigit(name.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(name, i + 1, i + 3));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        var part = bytes.toString(StandardCharsets.UTF_8);
        return encoded(part).equals(name) ? Optional.of(part) : Optional.empty();
    }
}
