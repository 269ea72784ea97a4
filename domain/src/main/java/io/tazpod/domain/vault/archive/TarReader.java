package io.tazpod.domain.vault.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a tar archive (v7, ustar, PAX, GNU long names and numbers) entry by entry; a damaged one is
/// refused,
/// never guessed at. What the entries' names and types may be is for [ArchiveRules] to say.
public final class TarReader {

    static final int BLOCK = 512;
    /// Bytes of a PAX or long-name record: a path has 4096, so this is plenty and still no burden.
    static final int LONGEST_RECORD = 1 << 20;
    /// Zeros after the end: tar fills up to its blocking factor, 10 KiB by custom.
    private static final int LONGEST_PADDING = 1 << 20;

    private final InputStream in;
    private final byte[] header = new byte[BLOCK];
    private final byte[] scratch = new byte[16 * BLOCK];
    private final Map<String, String> shared = new HashMap<>();
    private long left;
    private int padding;
    private boolean any;

    public TarReader(InputStream in) {
        this.in = in;
    }

    /// The next entry, or null after the last; skips what was not read of the one before.
    public @Nullable TarEntry next() throws IOException {
        skipContent();
        var own = new HashMap<String, String>();
        while (true) {
            readBlock(header);
            if (isZero(header)) {
                if (!own.isEmpty()) {
                    throw RefusedArchive.tar("the archive in the vault ends in the middle of an entry");
                }
                readEnd();
                return null;
            }
            requireChecksum();
            any = true;
            char flag = (char) (header[156] & 0xff);
            switch (flag) {
                case 'x' -> pax(record(), own);
                case 'g' -> pax(record(), shared);
                case 'L' -> own.put("path", upToNul(record()));
                case 'K' -> own.put("linkpath", upToNul(record()));
                default -> {
                    return entry(flag, own);
                }
            }
        }
    }

    /// Reads of the current entry's content; -1 at its end.
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int got = in.read(target, offset, (int) Math.min(left, length));
        if (got < 0) {
            throw cutShort();
        }
        left -= got;
        return got;
    }

    private TarEntry entry(char flag, Map<String, String> own) throws RefusedArchive {
        var all = new HashMap<>(shared);
        all.putAll(own);
        if (all.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
            throw new RefusedArchive(Refusal.Kind.TYPE, "the archive in the vault has a sparse file");
        }
        var sizeText = all.get("size");
        long size = sizeText != null ? decimal(sizeText, "size") : number(124, 12, "size");
        if (size < 0) {
            throw RefusedArchive.tar("the archive in the vault has a negative size");
        }
        var mtimeText = all.get("mtime");
        long mtime = mtimeText != null ? seconds(mtimeText) : number(136, 12, "time");
        var path = all.getOrDefault("path", headerPath());
        char type = normal(flag, path);
        // links and folders have no content, whatever their size says; old writers put the size of a hard
        // link's file
        left = type == TarEntry.FILE || !isKnown(type) ? size : 0;
        padding = (int) (-left & (BLOCK - 1));
        return new TarEntry(
                path,
                type,
                (int) (number(100, 8, "mode") & 07777),
                left,
                mtime,
                all.getOrDefault("linkpath", field(157, 100)));
    }

    // NUL is a file in the oldest headers, where a folder was told by its slash; 7 is a file laid out in one
    // piece
    private static char normal(char flag, String path) {
        boolean file = flag == TarEntry.FILE || flag == 0 || flag == '7';
        return !file ? flag : path.endsWith("/") ? TarEntry.FOLDER : TarEntry.FILE;
    }

    private static boolean isKnown(char type) {
        return type >= '0' && type <= '6';
    }

    private String headerPath() {
        var name = field(0, 100);
        boolean ustar = new String(header, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
        var prefix = ustar ? field(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private String field(int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    private long number(int offset, int length, String what) throws RefusedArchive {
        return (header[offset] & 0x80) != 0 ? binary(offset, length, what) : octal(offset, length, what);
    }

    // GNU's base-256: two's complement, big endian, the first bit a mark
    private long binary(int offset, int length, String what) throws RefusedArchive {
        boolean negative = (header[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int bits = header[offset + i] & 0xff;
            if (i == 0) {
                bits = negative ? bits | 0x80 : bits & 0x7f;
            }
            if (value >> 55 != (negative ? -1 : 0)) {
                throw unreadable(what);
            }
            value = value << 8 | bits;
        }
        return value;
    }

    private long octal(int offset, int length, String what) throws RefusedArchive {
        int start = offset;
        int end = offset + length;
        while (start < end && isBlank(header[start])) {
            start++;
        }
        while (end > start && isBlank(header[end - 1])) {
            end--;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = header[i] - '0';
            if (digit < 0 || digit > 7) {
                throw unreadable(what);
            }
            value = value << 3 | digit;
        }
        return value;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == 0;
    }

    private static RefusedArchive unreadable(String what) {
        return RefusedArchive.tar("the archive in the vault has an unreadable " + what);
    }

    private void requireChecksum() throws RefusedArchive {
        int sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? 0 : header[i] & 0xff;
        }
        long declared;
        try {
            declared = octal(148, 8, "checksum");
        } catch (RefusedArchive e) {
            declared = -1;
        }
        if (sum != declared) {
            throw RefusedArchive.tar(
                    any
                            ? "the archive in the vault is damaged: the checksum of a header is wrong"
                            : "the seal is sound, but what it holds is no tar archive");
        }
    }

    private byte[] record() throws IOException {
        long size = number(124, 12, "size");
        if (size < 0 || size > LONGEST_RECORD) {
            throw RefusedArchive.tar(
                    "the archive in the vault has a header record of " + size + " bytes, more than " + LONGEST_RECORD);
        }
        var data = new byte[(int) size];
        readFully(data, data.length);
        readFully(scratch, (int) (-size & (BLOCK - 1)));
        return data;
    }

    private static String upToNul(byte[] data) {
        int end = 0;
        while (end < data.length && data[end] != 0) {
            end++;
        }
        return new String(data, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static void pax(byte[] data, Map<String, String> into) throws RefusedArchive {
        var text = new String(data, StandardCharsets.ISO_8859_1);
        for (int at = 0; at < text.length(); ) {
            int gap = text.indexOf(' ', at);
            long length = gap < 0 ? -1 : decimal(text.substring(at, gap), "record length");
            if (length <= gap + 1 - at || at + length > text.length()) {
                throw unreadable("header record");
            }
            int end = (int) (at + length);
            int equals = text.indexOf('=', gap);
            if (equals < 0 || equals >= end - 1 || text.charAt(end - 1) != '\n') {
                throw unreadable("header record");
            }
            var key = text.substring(gap + 1, equals);
            var value = text.substring(equals + 1, end - 1);
            if (value.isEmpty()) {
                into.remove(key);
            } else {
                into.put(key, value);
            }
            at = end;
        }
    }

    private static long decimal(String text, String what) throws RefusedArchive {
        if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw unreadable(what);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw unreadable(what);
        }
    }

    // "1750000000.25", "-0.5": down to the second below
    private static long seconds(String text) throws RefusedArchive {
        boolean negative = text.startsWith("-");
        var digits = negative ? text.substring(1) : text;
        int dot = digits.indexOf('.');
        long whole = decimal(dot < 0 ? digits : digits.substring(0, dot), "time");
        var rest = dot < 0 ? "" : digits.substring(dot + 1);
        if (!rest.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw unreadable("time");
        }
        boolean between = rest.chars().anyMatch(c -> c != '0');
        return negative ? (between ? -whole - 1 : -whole) : whole;
    }

    private void skipContent() throws IOException {
        while (left > 0) {
            int got = in.read(scratch, 0, (int) Math.min(left, scratch.length));
            if (got < 0) {
                throw cutShort();
            }
            left -= got;
        }
        readFully(scratch, padding);
        padding = 0;
    }

    // two blocks of zeros end an archive; after them there is nothing but more zeros
    private void readEnd() throws IOException {
        readBlock(header);
        if (!isZero(header)) {
            throw RefusedArchive.tar("the archive in the vault is damaged: it goes on after an end mark");
        }
        int zeros = 0;
        for (int got = in.read(scratch); got >= 0; got = in.read(scratch)) {
            for (int i = 0; i < got; i++) {
                if (scratch[i] != 0) {
                    throw RefusedArchive.tar("there is something after the end of the archive in the vault");
                }
            }
            zeros += got;
            if (zeros > LONGEST_PADDING) {
                throw RefusedArchive.tar("the archive in the vault is followed by more than 1 MiB of zeros");
            }
        }
    }

    private void readBlock(byte[] block) throws IOException {
        readFully(block, BLOCK);
    }

    private void readFully(byte[] target, int count) throws IOException {
        if (in.readNBytes(target, 0, count) != count) {
            throw cutShort();
        }
    }

    private RefusedArchive cutShort() {
        return RefusedArchive.tar(
                any
                        ? "the archive in the vault ends too early"
                        : "the seal is sound, but what it holds is no tar archive");
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
