package io.tazpod.local.archive;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.seal.Opening;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.domain.vault.seal.V1Seal;
import io.tazpod.ports.vault.SecretsArchive.Unpacking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder that vaults are opened into.
record Enclave(Path root) {

    /// What came of opening one, in a word and a sentence.
    record Verdict(boolean accepted, String sentence) {}

    FolderArchive archive() {
        return new FolderArchive(root);
    }

    Verdict open(byte[] sealed, Passphrase passphrase, Limits limits) {
        return switch (V1Seal.open(sealed, passphrase)) {
            case Opening.NotAVault not -> new Verdict(false, not.sentence());
            case Opening.NotOpened not -> new Verdict(false, not.sentence());
            case Opening.Opened opened -> unpack(opened.payload(), limits);
        };
    }

    private Verdict unpack(byte[] payload, Limits limits) {
        return switch (archive().unpack(payload, limits)) {
            case Unpacking.Refused refused ->
                new Verdict(false, refused.refusal().sentence());
            case Unpacking.Ready ready -> {
                try (var staged = ready.staged()) {
                    staged.promote();
                    yield new Verdict(true, staged.notices().toString());
                }
            }
        };
    }

    Path place(String path) {
        return root.resolve(FileNames.path(EntryName.ofText(path).latin1()));
    }

    int mode(String path) throws IOException {
        return (int) Files.getAttribute(place(path), "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    }

    Path write(String path, String content) throws IOException {
        var file = place(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    List<Fixture.Row> rows() {
        return archive().survey().marks().stream().map(this::row).toList();
    }

    private Fixture.Row row(FileMark mark) {
        try {
            var time = Files.getLastModifiedTime(
                    root.resolve(FileNames.path(mark.path().latin1())), LinkOption.NOFOLLOW_LINKS);
            var type = switch (mark.type()) {
                case FILE -> "file";
                case FOLDER -> "dir";
                case SYMLINK -> "symlink";
            };
            return new Fixture.Row(
                    mark.path(),
                    type,
                    mark.mode(),
                    mark.size(),
                    mark.sha256(),
                    time.toInstant().getEpochSecond());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> children() throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.toList();
        }
    }
}
