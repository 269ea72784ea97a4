package io.tazpod.domain.vault.seal;

import io.tazpod.domain.vault.archive.Segments;
import java.security.SecureRandom;

/// A vault file in the making: one thread seals, another takes what is done already.
public final class Sealing {

    private final Segments payload;
    private final V1Key key;
    private final SecureRandom random;
    private final byte[] sealed;
    private int done;
    private boolean ended;

    /// @param key stays the caller's
    public Sealing(Segments payload, V1Key key, SecureRandom random) {
        this.payload = payload;
        this.key = key;
        this.random = random;
        this.sealed = new byte[Math.addExact(payload.length(), V1Seal.OVERHEAD)];
    }

    /// Does it all. To be called once.
    public byte[] run() {
        try {
            V1Seal.seal(payload, key, V1Seal.nonce(random), sealed, this::reached);
            return sealed;
        } finally {
            end();
        }
    }

    private synchronized void reached(int bytes) {
        done = bytes;
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// The file; only its first bytes are done, as many as [#more] says.
    public byte[] bytes() {
        return sealed;
    }

    /// Waits until more than so many bytes are done, or nothing more will be.
    ///
    /// @return how many are; no more than before when it has ended
    public synchronized int more(int than) {
        while (done <= than && !ended) {
            try {
                wait();
            } catch (InterruptedException leaving) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", leaving);
            }
        }
        return done;
    }
}
