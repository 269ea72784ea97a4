package io.tazpod.domain.sync.merge;

import io.tazpod.domain.sync.merge.Pick.Side;
import io.tazpod.domain.vault.archive.ArchiveContent;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.ParallelGzip;
import io.tazpod.domain.vault.archive.RefusedArchive;
import io.tazpod.domain.vault.archive.TarWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Makes one archive of two, as a plan says. One file at a time is in memory beside the archives.
public final class MergedArchive {

    private final Map<Side, Map<EntryName, Pick>> wanted = new HashMap<>();
    private final Limits limits;

    private MergedArchive(MergePlan plan, Limits limits) {
        this.limits = limits;
        for (var side : Side.values()) {
            wanted.put(side, new HashMap<>());
        }
        plan.picks().forEach(pick -> picks(pick.side()).put(pick.source(), pick));
    }

    /// @param ours the archive that the plan's ours was made of
    /// @param theirs the other one
    /// @return gzip of tar; secret
    public static byte[] of(MergePlan plan, byte[] ours, byte[] theirs, Limits limits, int threads)
            throws RefusedArchive {
        try (var gzip = new ParallelGzip(threads)) {
            var tar = new TarWriter(gzip);
            var merged = new MergedArchive(plan, limits);
            merged.write(Side.OURS, ours, tar);
            merged.write(Side.THEIRS, theirs, tar);
            tar.finish();
            return gzip.finish().joined();
        } catch (RefusedArchive refused) {
            throw refused;
        } catch (IOException impossible) {
            throw new IllegalStateException("memory does not fail", impossible);
        }
    }

    private Map<EntryName, Pick> picks(Side side) {
        return wanted.getOrDefault(side, Map.of());
    }

    private void write(Side side, byte[] archive, TarWriter tar) throws IOException {
        var picks = picks(side);
        ArchiveContent.read(archive, limits, (found, mtime, content) -> {
            var pick = picks.get(found.path());
            // a name that is in an archive twice is written twice: the last one counts there, too
            if (pick != null && pick.mark().type() == found.type()) {
                write(pick.mark(), mtime, content, tar);
            }
        });
    }

    private static void write(FileMark mark, long mtime, byte[] content, TarWriter tar) throws IOException {
        switch (mark.type()) {
            case FOLDER -> tar.folder(mark.path(), mark.mode(), mtime);
            case SYMLINK -> tar.symlink(mark.path(), mark.link(), mtime);
            case FILE -> tar.file(mark.path(), mark.mode(), mtime, content, content.length);
        }
    }
}
