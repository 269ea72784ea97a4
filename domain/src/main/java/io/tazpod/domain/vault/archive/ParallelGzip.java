package io.tazpod.domain.vault.archive;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Compresses into one gzip member on several threads: the input is cut into chunks that are deflated
/// on
/// their own, each up to a byte boundary, and strung together, as pigz does. Every gzip reader takes
/// the
/// result for plain gzip.
public final class ParallelGzip extends OutputStream {

    private static final int CHUNK = 1 << 20;
    // time 0, no name, unknown system: the same for every host, and what the original writes
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    /// An empty last block of fixed codes.
    private static final byte[] LAST_BLOCK = {3, 0};

    private final int threads;
    private final ExecutorService workers;
    private final Deque<Future<byte[]>> underway = new ArrayDeque<>();
    private final List<byte[]> parts = new ArrayList<>();
    private final CRC32 crc = new CRC32();
    /// What is used over and over: memory that was never touched costs more than the work on it.
    private final Queue<byte[]> spare = new ConcurrentLinkedQueue<>();

    private final ThreadLocal<byte[]> room = ThreadLocal.withInitial(() -> new byte[CHUNK + (CHUNK >> 12) + 64]);
    private byte[] chunk = new byte[CHUNK];
    private int filled;
    private long total;

    public ParallelGzip(int threads) {
        this.threads = threads;
        this.workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("gzip-", 0).factory());
        // a copy: what is handed out is wiped one day
        parts.add(HEADER.clone());
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        crc.update(source, offset, length);
        total += length;
        int from = offset;
        int left = length;
        while (left > 0) {
            int some = Math.min(left, CHUNK - filled);
            System.arraycopy(source, from, chunk, filled, some);
            filled += some;
            from += some;
            left -= some;
            if (filled == CHUNK) {
                hand(CHUNK);
            }
        }
    }

    private void hand(int length) {
        var full = chunk;
        int level = level(total);
        underway.add(workers.submit(() -> deflate(full, length, level)));
        var used = spare.poll();
        chunk = used == null ? new byte[CHUNK] : used;
        filled = 0;
        while (underway.size() > 2 * threads) {
            takeOne();
        }
    }

    // what is small is made as small as gzip does; what is large must not keep the operator waiting
    private static int level(long sofar) {
        return sofar <= 4L * CHUNK ? 6 : 1;
    }

    private void takeOne() {
        try {
            parts.add(underway.remove().get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("compressing failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while compressing", e);
        }
    }

    /// Ends the stream and gives it whole. To be called once.
    public Segments finish() {
        if (filled > 0) {
            hand(filled);
        }
        while (!underway.isEmpty()) {
            takeOne();
        }
        parts.add(LAST_BLOCK.clone());
        var trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        parts.add(trailer.putInt((int) crc.getValue()).putInt((int) total).array());
        return new Segments(parts);
    }

    /// Stops the threads; needed whether or not it was finished.
    @Override
    public void close() {
        workers.shutdownNow();
    }

    private byte[] deflate(byte[] source, int length, int level) {
        var deflated = deflated(source, length, level);
        spare.add(source);
        return deflated;
    }

    private byte[] deflated(byte[] source, int length, int level) {
        try (var deflater = new Deflater(isDense(source, length) ? Deflater.NO_COMPRESSION : level, true)) {
            deflater.setInput(source, 0, length);
            // a stored block of at most 64 KiB adds five bytes, and the flush as many
            var out = room.get();
            int made = 0;
            while (true) {
                int got = deflater.deflate(out, made, out.length - made, Deflater.SYNC_FLUSH);
                made += got;
                if (made < out.length) {
                    return Arrays.copyOf(out, made);
                }
                out = Arrays.copyOf(out, out.length + (out.length >> 1));
            }
        }
    }

    /// Whether three samples say that compressing gains nothing: keys, archives and pictures don't
    /// shrink.
    private static boolean isDense(byte[] source, int length) {
        int sample = 4 << 10;
        if (length < 16 * sample) {
            return false;
        }
        try (var deflater = new Deflater(1, true)) {
            var out = new byte[2 * sample];
            int made = 0;
            for (int part = 0; part < 3; part++) {
                deflater.reset();
                deflater.setInput(source, (length - sample) / 2 * part, sample);
                deflater.finish();
                made += deflater.deflate(out);
            }
            return made > 3 * sample * 95 / 100;
        }
    }
}
