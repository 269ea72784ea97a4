package io.tazpod.domain.vault.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The path of an entry below the vault's root: relative, slash-separated, of any bytes.
///
/// @param latin1 one char a byte (ISO-8859-1), so that names of no known encoding survive; not for
/// people to
/// read
public record EntryName(String latin1) implements Comparable<EntryName> {

    /// Bytes of a path: what Linux takes (PATH_MAX).
    public static final int LONGEST = 4096;
    /// Bytes between two slashes: what Linux takes (NAME_MAX).
    public static final int LONGEST_PART = 255;
    /// Folders within folders. A walk keeps one descriptor open for each, and 1024 are usual.
    public static final int DEEPEST = 512;

    public EntryName {
        var problem = problemOf(latin1);
        if (problem != null) {
            throw new IllegalArgumentException("'" + forPeople(latin1) + "' " + problem);
        }
    }

    public static EntryName ofBytes(byte[] bytes) {
        return new EntryName(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /// The name of a text, as its UTF-8 bytes.
    public static EntryName ofText(String text) {
        return ofBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Why a string can't be a name, to be put behind it; null when it can.
    static @Nullable String problemOf(String latin1) {
        if (latin1.isEmpty()) {
            return "is an empty name";
        }
        if (latin1.charAt(0) == '/') {
            return "is an absolute path";
        }
        if (latin1.length() > LONGEST) {
            return "is longer than " + LONGEST + " bytes";
        }
        int depth = 0;
        for (int start = 0; start <= latin1.length(); depth++) {
            int slash = latin1.indexOf('/', start);
            int end = slash < 0 ? latin1.length() : slash;
            var problem = problemOfPart(latin1, start, end);
            if (problem != null) {
                return problem;
            }
            start = end + 1;
        }
        return depth > DEEPEST ? "is more than " + DEEPEST + " folders deep" : null;
    }

    private static @Nullable String problemOfPart(String path, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return "has an empty part";
        }
        if (length > LONGEST_PART) {
            return "has a part of more than " + LONGEST_PART + " bytes";
        }
        if (length == 1 && path.charAt(start) == '.') {
            return "has . as a part";
        }
        if (length == 2 && path.startsWith("..", start)) {
            return "leads out of its folder with ..";
        }
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (c == 0) {
                return "has a NUL in it";
            }
            if (c > 0xff) {
                return "is no string of bytes";
            }
        }
        return null;
    }

    public byte[] bytes() {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    public EntryName child(EntryName part) {
        return new EntryName(latin1 + "/" + part.latin1);
    }

    /// The folder it is in; null for what is in the root.
    public @Nullable EntryName parent() {
        int slash = latin1.lastIndexOf('/');
        return slash < 0 ? null : new EntryName(latin1.substring(0, slash));
    }

    /// The last part.
    public EntryName leaf() {
        int slash = latin1.lastIndexOf('/');
        return slash < 0 ? this : new EntryName(latin1.substring(slash + 1));
    }

    /// The first part: what stands in the root.
    public EntryName top() {
        int slash = latin1.indexOf('/');
        return slash < 0 ? this : new EntryName(latin1.substring(0, slash));
    }

    /// Whether this is `folder` itself or something below it.
    public boolean isWithin(EntryName folder) {
        return latin1.startsWith(folder.latin1)
                && (latin1.length() == folder.latin1.length() || latin1.charAt(folder.latin1.length()) == '/');
    }

    /// The order of a walk: a folder, then all that is in it, then its next sibling.
    @Override
    public int compareTo(EntryName other) {
        var a = latin1;
        var b = other.latin1;
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return x == '/' ? -1 : y == '/' ? 1 : x - y;
            }
        }
        return a.length() - b.length();
    }

    /// As text: UTF-8 where it is that, what can't be shown as `\x…`.
    @Override
    public String toString() {
        return forPeople(latin1);
    }

    static String forPeople(String latin1) {
        var shown = new StringBuilder();
        utf8OrLatin1(latin1).codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0xfffd) {
                shown.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.length() > 300 ? shown.substring(0, 300) + "…" : shown.toString();
    }

    private static String utf8OrLatin1(String latin1) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return latin1;
        }
    }
}
