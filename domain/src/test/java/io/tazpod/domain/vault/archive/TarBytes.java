package io.tazpod.domain.vault.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/// Tar archives put together by hand, also such as no program writes.
final class TarBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TarBytes entry(String path, char flag, String link, String content) {
        return entry(path, flag, link, content, header -> {});
    }

    TarBytes file(String path, String content) {
        return entry(path, '0', "", content);
    }

    TarBytes folder(String path) {
        return entry(path, '5', "", "");
    }

    TarBytes entry(String path, char flag, String link, String content, Consumer<byte[]> change) {
        var header = new byte[512];
        put(header, 0, path);
        put(header, 100, "0000644\0");
        put(header, 108, "0001750\0");
        put(header, 116, "0001750\0");
        put(header, 124, String.format(Locale.ROOT, "%011o\0", content.length()));
        put(header, 136, "15012332000\0");
        header[156] = (byte) flag;
        put(header, 157, link);
        put(header, 257, "ustar\00000");
        change.accept(header);
        sign(header);
        out.writeBytes(header);
        out.writeBytes(Arrays.copyOf(content.getBytes(ISO_8859_1), (content.length() + 511) / 512 * 512));
        return this;
    }

    TarBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// With the two blocks that end it.
    byte[] ended() {
        out.writeBytes(new byte[1024]);
        return unended();
    }

    byte[] unended() {
        return out.toByteArray();
    }

    TarReader reader() {
        return new TarReader(new ByteArrayInputStream(ended()));
    }

    static void put(byte[] header, int offset, String text) {
        var bytes = text.getBytes(ISO_8859_1);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    static String record(String key, String value) {
        var rest = " " + key + "=" + value + "\n";
        int length = rest.length() + 1;
        while (Integer.toString(length).length() + rest.length() != length) {
            length++;
        }
        return length + rest;
    }

    private static void sign(byte[] header) {
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    }
}
