package io.tazpod.local.files;

import io.tazpod.domain.Meanwhile;
import io.tazpod.domain.sync.Sha256;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The digest of what is read or written, made on the second core while the next part is on its way.
public final class DigestBeside {

    /// What is worth a second core.
    public static final int CHUNK = 1 << 20;

    private final MessageDigest digest = Sha256.digest();
    private byte[] filling = {};
    private byte[] digesting = {};
    private int filled;
    private @Nullable Meanwhile<MessageDigest> underway;

    /// The array may be used for something else once [#read] has returned.
    public void begin(byte[] bytes, int offset, int length) {
        if (length >= CHUNK) {
            flush();
            start(bytes, offset, length);
            return;
        }
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filling.length == 0) {
                filling = new byte[CHUNK];
            }
            int some = Math.min(left, CHUNK - filled);
            System.arraycopy(bytes, from, filling, filled, some);
            filled += some;
            from += some;
            left -= some;
            if (filled == CHUNK) {
                hand();
            }
        }
    }

    /// Waits until the array that was given last is no longer needed.
    public void read(int length) {
        if (length >= CHUNK) {
            await();
        }
    }

    /// Of everything so far.
    public Sha256 sha256() {
        flush();
        try {
            return Sha256.finish((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", impossible);
        }
    }

    private void hand() {
        await();
        var full = filling;
        filling = digesting;
        digesting = full;
        int length = filled;
        filled = 0;
        start(full, 0, length);
    }

    private void flush() {
        await();
        digest.update(filling, 0, filled);
        filled = 0;
    }

    private void start(byte[] bytes, int offset, int length) {
        underway = Meanwhile.run(() -> {
            digest.update(bytes, offset, length);
            return digest;
        });
    }

    private void await() {
        var work = underway;
        if (work != null) {
            var _ = work.get();
            underway = null;
        }
    }
}
