package io.tazpod.app.sync;

import io.tazpod.domain.sync.Sha256;
import io.tazpod.ports.store.Payload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// Is told how much of a vault has moved.
@FunctionalInterface
public interface TransferProgress {

    TransferProgress SILENT = (done, total) -> {};

    /// @param done bytes so far; starts again at zero when a transfer is tried again
    void moved(long done, long total);

    default Payload watching(Payload payload) {
        return new Payload() {
            @Override
            public long size() {
                return payload.size();
            }

            @Override
            public Optional<Sha256> digest() {
                return payload.digest();
            }

            @Override
            public InputStream open() throws IOException {
                return new Watched(payload.open(), payload.size(), TransferProgress.this);
            }
        };
    }

    default OutputStream watching(OutputStream sink, long total) {
        return new OutputStream() {
            private long done;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                sink.write(bytes, offset, length);
                done += length;
                moved(done, total);
            }
        };
    }

    /// The content on its way out.
    final class Watched extends FilterInputStream {

        private final long total;
        private final TransferProgress progress;
        private long done;

        private Watched(InputStream content, long total, TransferProgress progress) {
            super(content);
            this.total = total;
            this.progress = progress;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            return counted(b < 0 ? -1 : 1) < 0 ? -1 : b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return counted(in.read(target, offset, length));
        }

        private int counted(int n) {
            if (n > 0) {
                done += n;
                progress.moved(done, total);
            }
            return n;
        }
    }
}
