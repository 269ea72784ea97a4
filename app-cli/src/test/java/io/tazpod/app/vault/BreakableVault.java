package io.tazpod.app.vault;

import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.sync.SyncMemory;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.vault.LocalVault;
import io.tazpod.ports.vault.VaultSnapshot;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A vault file that can be told not to be replaced.
final class BreakableVault implements LocalVault {

    private final LocalVault whole;
    private @Nullable PortFailure failure;

    BreakableVault(LocalVault whole) {
        this.whole = whole;
    }

    /// From now on nothing is written.
    void refuseWrites(PortFailure because) {
        failure = because;
    }

    @Override
    public Optional<VaultSnapshot> snapshot() {
        return whole.snapshot();
    }

    @Override
    public Optional<VaultSnapshot> earlier(Sha256 digest) {
        return whole.earlier(digest);
    }

    @Override
    public Sha256 replace(byte[] sealed, Optional<Sha256> content) {
        if (failure != null) {
            throw failure;
        }
        return whole.replace(sealed, content);
    }

    @Override
    public Incoming receive() {
        return new Breakable(whole.receive());
    }

    /// Fails at the last step, when everything lies beside the vault file already.
    private final class Breakable implements Incoming {

        private final Incoming incoming;

        Breakable(Incoming incoming) {
            this.incoming = incoming;
        }

        @Override
        public OutputStream sink() {
            return incoming.sink();
        }

        @Override
        public long size() {
            return incoming.size();
        }

        @Override
        public Sha256 sha256() {
            return incoming.sha256();
        }

        @Override
        public boolean keep(Optional<Sha256> expected, Optional<Sha256> content) {
            if (failure != null) {
                throw failure;
            }
            return incoming.keep(expected, content);
        }

        @Override
        public void close() {
            incoming.close();
        }
    }

    @Override
    public SyncMemory memory() {
        return whole.memory();
    }

    @Override
    public SyncMemory remember(UnaryOperator<SyncMemory> change) {
        return whole.remember(change);
    }
}
