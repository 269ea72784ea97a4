package io.tazpod.domain.vault.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the archive that every version of TazPod reads: ustar headers, a PAX record only for what
/// does not
/// fit one. Owner and group are fixed, so that an archive tells nothing about the host it was made on.
public final class TarWriter {

    private static final int BLOCK = TarReader.BLOCK;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    /// The largest number of eleven octal digits: 8 GiB less one, or the year 2242.
    private static final long LARGEST_OCTAL = 077777777777L;
    /// The operator's user in every TazPod image.
    private static final int OWNER = 1000;

    private static final String OWNER_NAME = "tazpod";

    private final OutputStream out;
    private final byte[] zeros = new byte[2 * BLOCK];

    public TarWriter(OutputStream out) {
        this.out = out;
    }

    public void folder(EntryName path, int mode, long mtime) throws IOException {
        header(path.latin1(), TarEntry.FOLDER, mode, 0, mtime, "");
    }

    /// @param target one char a byte
    public void symlink(EntryName path, String target, long mtime) throws IOException {
        header(path.latin1(), TarEntry.SYMLINK, 0777, 0, mtime, target);
    }

    /// A whole file; the first `size` bytes of `content` are its own.
    public void file(EntryName path, int mode, long mtime, byte[] content, int size) throws IOException {
        file(path, mode, mtime, size);
        content(content, size);
        endOfFile(size);
    }

    /// A file whose content comes in parts: exactly `size` bytes, then [#endOfFile].
    public void file(EntryName path, int mode, long mtime, long size) throws IOException {
        header(path.latin1(), TarEntry.FILE, mode, size, mtime, "");
    }

    public void content(byte[] content, int length) throws IOException {
        out.write(content, 0, length);
    }

    public void endOfFile(long size) throws IOException {
        out.write(zeros, 0, (int) (-size & (BLOCK - 1)));
    }

    /// The two blocks of zeros that end an archive; the stream stays open.
    public void finish() throws IOException {
        out.write(zeros);
    }

    private void header(String path, char flag, int mode, long size, long mtime, String link) throws IOException {
        int split = split(path);
        var records = new ByteArrayOutputStream();
        if (split < 0) {
            record(records, "path", path);
        }
        if (link.length() > NAME) {
            record(records, "linkpath", link);
        }
        if (mtime < 0 || mtime > LARGEST_OCTAL) {
            record(records, "mtime", Long.toString(mtime));
        }
        if (records.size() > 0) {
            block("PaxHeaders.0/record", 0, 'x', 0644, records.size(), 0, "");
            records.writeTo(out);
            out.write(zeros, 0, -records.size() & (BLOCK - 1));
        }
        block(path, split, flag, mode, size, mtime, link);
    }

    /// Where the path is parted into prefix and name: 0 for nowhere needed, -1 when it does not fit.
    private static int split(String path) {
        if (path.length() <= NAME) {
            return 0;
        }
        int slash = path.lastIndexOf('/', PREFIX);
        return slash <= 0 || path.length() - slash - 1 > NAME ? -1 : slash;
    }

    // "25 mtime=…\n": the length counts itself
    private static void record(ByteArrayOutputStream into, String key, String value) {
        int rest = key.length() + value.length() + 3;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        into.writeBytes((length + " " + key + "=" + value + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void block(String path, int split, char flag, int mode, long size, long mtime, String link)
            throws IOException {
        var block = new byte[BLOCK];
        text(block, 0, NAME, split > 0 ? path.substring(split + 1) : path);
        octal(block, 100, 8, mode);
        octal(block, 108, 8, OWNER);
        octal(block, 116, 8, OWNER);
        octal(block, 124, 12, size);
        octal(block, 136, 12, mtime < 0 || mtime > LARGEST_OCTAL ? 0 : mtime);
        block[156] = (byte) flag;
        text(block, 157, NAME, link);
        text(block, 257, 8, "ustar\00000");
        text(block, 265, 32, OWNER_NAME);
        text(block, 297, 32, OWNER_NAME);
        octal(block, 329, 8, 0);
        octal(block, 337, 8, 0);
        text(block, 345, PREFIX, split > 0 ? path.substring(0, split) : "");
        checksum(block);
        out.write(block);
    }

    private static void text(byte[] block, int offset, int length, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, offset, Math.min(length, bytes.length));
    }

    private static void octal(byte[] block, int offset, int length, long value) {
        long rest = value;
        for (int i = offset + length - 2; i >= offset; i--) {
            block[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
    }

    private static void checksum(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        octal(block, 148, 7, sum);
        block[154] = 0;
    }
}
