package io.tazpod.domain.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.vault.ForeignVault.Row;
import io.tazpod.domain.vault.archive.StrictGunzip;
import io.tazpod.domain.vault.archive.TarEntry;
import io.tazpod.domain.vault.archive.TarReader;
import io.tazpod.domain.vault.seal.Opening.Opened;
import io.tazpod.domain.vault.seal.V1Seal;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignVaultTest {

    @ParameterizedTest
    @ValueSource(strings = {"pax", "gnu", "empty"})
    void opens_to_what_its_listing_says(String name) throws Exception {
        var vault = new ForeignVault(name);

        var opened = (Opened) V1Seal.open(vault.sealed(), vault.passphrase());

        var rows = new ArrayList<Row>();
        var tar = new TarReader(new StrictGunzip(opened.payload()));
        for (var entry = tar.next(); entry != null; entry = tar.next()) {
            rows.add(row(entry, tar));
        }
        assertThat(rows).isEqualTo(vault.rows());
    }

    private static Row row(TarEntry entry, TarReader tar) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        var slice = new byte[100];
        for (int got = tar.read(slice, 0, 100); got >= 0; got = tar.read(slice, 0, 100)) {
            digest.update(slice, 0, got);
        }
        boolean file = entry.flag() == TarEntry.FILE;
        var sha256 = file ? HexFormat.of().formatHex(digest.digest()) : "";
        var type = file ? "file" : entry.flag() == TarEntry.FOLDER ? "dir" : "symlink";
        // the listing has folders without the slash that ends them in the archive
        var path = entry.path().endsWith("/")
                ? entry.path().substring(0, entry.path().length() - 1)
                : entry.path();
        return new Row(type, entry.mode(), entry.size(), sha256, entry.mtime(), path, entry.link());
    }
}
