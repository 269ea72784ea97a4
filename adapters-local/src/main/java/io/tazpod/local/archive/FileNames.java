package io.tazpod.local.archive;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/// Between paths and their bytes, one char a byte, whatever the locale.
///
/// A path's text goes through the locale's encoding, which loses what it does not know: under `LANG=C`
/// everything above ASCII. The path itself keeps the bytes, and its URI names each by its number; so that is
/// the way taken. A property that sets the encoding does not exist any more: since JDK 18 `sun.jnu.encoding`
/// can only be read.
final class FileNames {

    private static final Path ROOT = Path.of("/");

    private FileNames() {}

    /// The bytes of a path's last part.
    static String leaf(Path path) {
        var text = String.valueOf(path.getFileName());
        if (isAscii(text)) {
            return text;
        }
        var uri = withoutFinalSlashes(path.toUri().getRawPath());
        return decoded(uri.substring(uri.lastIndexOf('/') + 1));
    }

    /// The bytes of a link's target, without slashes at the end: they say nothing, and could not be put back.
    static String target(Path target) {
        var text = target.toString();
        if (isAscii(text)) {
            return withoutFinalSlashes(text);
        }
        var absolute = decoded(withoutFinalSlashes(ROOT.resolve(target).toUri().getRawPath()));
        return target.isAbsolute() ? absolute : absolute.substring(1);
    }

    /// The path of these bytes; relative if they are.
    static Path path(String latin1) {
        if (isAscii(latin1) && !latin1.contains("//")) {
            return Path.of(latin1);
        }
        if (latin1.startsWith("/")) {
            return Path.of(URI.create("file://" + encoded(latin1)));
        }
        var rooted = Path.of(URI.create("file:///" + encoded(latin1)));
        return rooted.subpath(0, rooted.getNameCount());
    }

    static String withoutFinalSlashes(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String encoded(String latin1) {
        var uri = new StringBuilder();
        for (int i = 0; i < latin1.length(); i++) {
            char c = latin1.charAt(i);
            if (c == '/') {
                uri.append(c);
            } else {
                uri.append('%').append(HexFormat.of().toHexDigits((byte) c));
            }
        }
        return uri.toString();
    }

    private static String decoded(String uri) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(uri, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
