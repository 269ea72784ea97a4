package io.tazpod.domain.vault.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads one or more gzip members (RFC 1952) that fill the whole array. Unlike the JDK's reader, and
/// the
/// original's, it takes no byte after the last member and no checksum on trust.
public final class StrictGunzip extends InputStream {

    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final ByteBuffer in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean inMember;
    private boolean ended;

    public StrictGunzip(byte[] gzip) {
        this.in = ByteBuffer.wrap(gzip).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember) {
                startMember();
            }
            int got = inflate(target, offset, length);
            if (inflater.finished()) {
                crc.update(target, offset, got);
                endMember();
            } else if (got > 0) {
                crc.update(target, offset, got);
            } else {
                throw RefusedArchive.gzip("the gzip stream in the vault is cut short");
            }
            if (got > 0) {
                return got;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws RefusedArchive {
        try {
            int got = inflater.inflate(target, offset, length);
            if (inflater.needsDictionary()) {
                throw RefusedArchive.gzip("the gzip stream in the vault is damaged: it asks for a dictionary");
            }
            return got;
        } catch (DataFormatException e) {
            throw RefusedArchive.gzip("the gzip stream in the vault is damaged");
        }
    }

    private void startMember() throws RefusedArchive {
        int start = in.position();
        if (in.remaining() < 10 || in.getShort() != (short) MAGIC || in.get() != DEFLATE) {
            throw RefusedArchive.gzip(
                    start == 0
                            ? "the seal is sound, but what it holds is no gzip stream"
                            : "there is something after the end of the gzip stream in the vault");
        }
        int flags = in.get();
        in.position(start + 10);
        if ((flags & RESERVED) != 0) {
            throw RefusedArchive.gzip("the gzip header in the vault has unknown flags");
        }
        if ((flags & EXTRA) != 0) {
            skip(Short.toUnsignedInt(need(2).getShort()));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            crc.reset();
            crc.update(in.array(), start, in.position() - start);
            if (need(2).getShort() != (short) crc.getValue()) {
                throw RefusedArchive.gzip("the checksum of the gzip header in the vault is wrong");
            }
        }
        crc.reset();
        inflater.reset();
        inflater.setInput(in.array(), in.position(), in.remaining());
        inMember = true;
    }

    private void endMember() throws RefusedArchive {
        in.position(in.limit() - inflater.getRemaining());
        need(8);
        if (in.getInt() != (int) crc.getValue() || in.getInt() != (int) inflater.getBytesWritten()) {
            throw RefusedArchive.gzip("the checksum of the gzip stream in the vault is wrong");
        }
        inMember = false;
        ended = !in.hasRemaining();
    }

    private ByteBuffer need(int count) throws RefusedArchive {
        if (in.remaining() < count) {
            throw RefusedArchive.gzip("the gzip stream in the vault is cut short");
        }
        return in;
    }

    private void skip(int count) throws RefusedArchive {
        need(count).position(in.position() + count);
    }

    private void skipText() throws RefusedArchive {
        while (need(1).get() != 0) {
            // a name or comment of the writer's, of no use
        }
    }

    @Override
    public void close() {
        ended = true;
        inflater.close();
    }
}
