package io.tazpod.domain.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tazpod.domain.vault.seal.Passphrase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// One of the vaults in the test resources, which Python made, and what its listing says.
public record ForeignVault(String name) {

    /// One line of a listing.
    public record Row(String type, int mode, long size, String sha256, long mtime, String path, String link) {

        static Row of(String line) {
            var field = line.split(" ", 7);
            return new Row(
                    field[0],
                    Integer.parseInt(field[1], 8),
                    Long.parseLong(field[2]),
                    field[3].equals("-") ? "" : field[3],
                    Long.parseLong(field[4]),
                    text(field[5]),
                    text(field[6]));
        }
    }

    public byte[] sealed() {
        return resource(".vault.tar.aes");
    }

    public Passphrase passphrase() {
        var hex = lines().getFirst().substring("passphrase ".length());
        return Passphrase.taking(hex.equals("-") ? new byte[0] : HexFormat.of().parseHex(hex));
    }

    public List<Row> rows() {
        return lines().stream().skip(1).map(Row::of).toList();
    }

    private List<String> lines() {
        return new String(resource(".listing"), US_ASCII).lines().toList();
    }

    private byte[] resource(String ending) {
        try (var in = ForeignVault.class.getResourceAsStream("/vaults/" + name + ending)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String field) {
        if (field.equals("-")) {
            return "";
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < field.length(); i++) {
            boolean escaped = field.charAt(i) == '%';
            bytes.write(escaped ? HexFormat.fromHexDigits(field, i + 1, i + 3) : field.charAt(i));
            i += escaped ? 2 : 0;
        }
        return bytes.toString(ISO_8859_1);
    }
}
