package io.tazpod.app.vault;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.domain.Meanwhile;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.vault.seal.Opening;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.domain.vault.seal.V1Seal;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.vault.VaultSnapshot;
import java.io.IOException;
import java.util.Arrays;

/// The vault file on its way into memory, on the second core: nobody has to wait for it while the operator types, or
/// while the key is being derived.
final class SealedFile implements AutoCloseable {

    private static final int PIECE = 256 << 10;

    private final VaultSnapshot snapshot;
    private final byte[] salt;
    private final Meanwhile<Loaded> loaded;
    private final Meanwhile<Sha256> digest;

    /// @param room for what is sealed in it; memory that was never touched takes its time, too
    private record Loaded(byte[] sealed, byte[] room) {}

    /// @param snapshot is closed with this; it has as many bytes as a seal at least, and no more than an array
    SealedFile(VaultSnapshot snapshot) {
        this.snapshot = snapshot;
        this.salt = salt(snapshot);
        this.loaded = Meanwhile.run(() -> load(snapshot));
        this.digest = Meanwhile.run(() -> Sha256.of(loaded.get().sealed()));
    }

    private static byte[] salt(VaultSnapshot snapshot) {
        try (var in = snapshot.open()) {
            return Arrays.copyOf(in.readNBytes(V1Seal.SALT), V1Seal.SALT);
        } catch (IOException | PortFailure unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static Loaded load(VaultSnapshot snapshot) {
        try {
            var sealed = whole(snapshot);
            return new Loaded(sealed, new byte[Math.max(0, sealed.length - V1Seal.OVERHEAD)]);
        } catch (IOException | PortFailure unreadable) {
            throw unreadable(unreadable);
        }
    }

    /// Into one array of the right size; growing by pieces takes twice the room and five times as long.
    private static byte[] whole(VaultSnapshot snapshot) throws IOException {
        int size = (int) snapshot.size();
        var bytes = new byte[size];
        try (var in = snapshot.open()) {
            for (int have = 0, got; have < size; have += got) {
                got = in.read(bytes, have, Math.min(PIECE, size - have));
                if (got < 0) {
                    return Arrays.copyOf(bytes, have);
                }
            }
        }
        return bytes;
    }

    static Stop unreadable(Exception why) {
        var hint = why instanceof PortFailure failure ? failure.hint() : null;
        return new Stop(Reason.DAMAGED_VAULT, "the vault file can't be read: " + why.getMessage(), hint, why);
    }

    Opening open(Passphrase passphrase) {
        try (var key = V1Seal.derive(passphrase, salt)) {
            var file = loaded.get();
            return file.sealed().length < V1Seal.OVERHEAD
                    ? new Opening.NotAVault(file.sealed().length)
                    : V1Seal.open(file.sealed(), key, file.room());
        }
    }

    Sha256 digest() {
        return digest.get();
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
