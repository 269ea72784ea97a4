package io.tazpod.domain.sync.merge;

import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.domain.vault.archive.ParallelGzip;
import io.tazpod.domain.vault.archive.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/// A vault of the tests: names and short texts. A name that ends with a slash is a folder.
record Tree(SortedMap<EntryName, String> files, SortedMap<EntryName, Integer> modes) {

    static Tree of(String... namesAndContents) {
        var tree = new Tree(new TreeMap<>(), new TreeMap<>());
        for (int i = 0; i < namesAndContents.length; i += 2) {
            tree.files.put(EntryName.ofText(namesAndContents[i]), namesAndContents[i + 1]);
        }
        return tree;
    }

    Tree mode(String name, int mode) {
        modes.put(EntryName.ofText(name), mode);
        return this;
    }

    private int mode(EntryName path, int usual) {
        return modes.getOrDefault(path, usual);
    }

    Manifest manifest() {
        var marks = new TreeMap<EntryName, FileMark>();
        modes.forEach((path, mode) -> marks.put(path, FileMark.folder(path, mode)));
        files.forEach((path, content) -> {
            marks.put(path, mark(path, content));
            for (var folder = path.parent(); folder != null; folder = folder.parent()) {
                marks.put(folder, FileMark.folder(folder, mode(folder, 0700)));
            }
        });
        return Manifest.of(marks.values());
    }

    private FileMark mark(EntryName path, String content) {
        if (content.startsWith("->")) {
            return FileMark.symlink(path, content.substring(2));
        }
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return FileMark.file(
                path, mode(path, 0600), bytes.length, Sha256.of(bytes).hex());
    }

    byte[] archive() throws IOException {
        try (var gzip = new ParallelGzip(1)) {
            var tar = new TarWriter(gzip);
            for (var mark : manifest().marks()) {
                switch (mark.type()) {
                    case FOLDER -> tar.folder(mark.path(), mark.mode(), 1);
                    case SYMLINK -> tar.symlink(mark.path(), mark.link(), 1);
                    case FILE -> {
                        var content = files.getOrDefault(mark.path(), "").getBytes(StandardCharsets.UTF_8);
                        tar.file(mark.path(), mark.mode(), 1, content, content.length);
                    }
                }
            }
            tar.finish();
            return gzip.finish().joined();
        }
    }
}
