package io.tazpod.domain.vault.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {

    private static TarEntry only(TarReader tar) throws IOException {
        return Objects.requireNonNull(tar.next());
    }

    private static void readAll(byte[] archive) throws IOException {
        var tar = new TarReader(new ByteArrayInputStream(archive));
        while (tar.next() != null) {
            // the contents are skipped
        }
    }

    private static void assertRefused(byte[] archive, String because) {
        assertThatThrownBy(() -> readAll(archive))
                .isInstanceOf(RefusedArchive.class)
                .hasMessageContaining(because);
    }

    @Test
    void reads_entries_and_their_contents() throws IOException {
        var tar = new TarBytes().folder("a").file("a/b", "hello").file("c", "").reader();

        assertThat(only(tar)).isEqualTo(new TarEntry("a", '5', 0644, 0, 1747563520, ""));
        assertThat(only(tar).path()).isEqualTo("a/b");
        var content = new byte[10];
        assertThat(tar.read(content, 0, 10)).isEqualTo(5);
        assertThat(tar.read(content, 0, 10)).isEqualTo(-1);
        assertThat(only(tar).path()).isEqualTo("c");
        assertThat(tar.next()).isNull();
    }

    @Test
    void joins_the_prefix_of_ustar_but_not_of_v7() throws IOException {
        var ustar = new TarBytes()
                .entry("b", '0', "", "", header -> TarBytes.put(header, 345, "a"))
                .reader();
        var v7 = new TarBytes()
                .entry("b", '\0', "", "", header -> {
                    Arrays.fill(header, 257, 512, (byte) 0);
                    TarBytes.put(header, 345, "a");
                })
                .reader();

        assertThat(only(ustar).path()).isEqualTo("a/b");
        assertThat(only(v7)).extracting(TarEntry::path, TarEntry::flag).containsExactly("b", '0');
    }

    @Test
    void takes_a_file_with_a_final_slash_for_a_folder() throws IOException {
        assertThat(only(new TarBytes().file("a/", "").reader()).flag()).isEqualTo(TarEntry.FOLDER);
    }

    @Test
    void pax_records_win_over_the_header_for_one_entry() throws IOException {
        var records = TarBytes.record("path", "caf\u00c3\u00a9")
                + TarBytes.record("mtime", "-0.5")
                + TarBytes.record("comment", "x=y");
        var tar = new TarBytes()
                .entry("x", 'x', "", records)
                .file("short", "")
                .file("next", "")
                .reader();

        assertThat(only(tar)).extracting(TarEntry::path, TarEntry::mtime).containsExactly("caf\u00c3\u00a9", -1L);
        assertThat(only(tar).path()).isEqualTo("next");
    }

    @Test
    void global_records_count_for_all_that_follow() throws IOException {
        var tar = new TarBytes()
                .entry("g", 'g', "", TarBytes.record("mtime", "7.9"))
                .file("a", "")
                .file("b", "")
                .reader();

        assertThat(only(tar).mtime()).isEqualTo(7);
        assertThat(only(tar).mtime()).isEqualTo(7);
    }

    @Test
    void reads_gnu_long_names_and_targets() throws IOException {
        var name = "n".repeat(300);
        var target = "t".repeat(200);
        var tar = new TarBytes()
                .entry("././@LongLink", 'L', "", name + "\0")
                .entry("././@LongLink", 'K', "", target + "\0")
                .entry("n", '2', "t", "")
                .reader();

        assertThat(only(tar)).extracting(TarEntry::path, TarEntry::link).containsExactly(name, target);
    }

    @Test
    void reads_numbers_in_base_256() throws IOException {
        var tar = new TarBytes()
                .entry("a", '0', "", "", header -> {
                    Arrays.fill(header, 136, 148, (byte) 0xff);
                    header[147] = (byte) 0xfe;
                })
                .entry("b", '0', "", "", header -> {
                    Arrays.fill(header, 136, 148, (byte) 0);
                    header[136] = (byte) 0x80;
                    header[143] = 2;
                })
                .reader();

        assertThat(only(tar).mtime()).isEqualTo(-2);
        assertThat(only(tar).mtime()).isEqualTo(2L << 32);
    }

    @Test
    void refuses_a_number_that_is_none() {
        assertRefused(
                new TarBytes()
                        .entry("a", '0', "", "", h -> TarBytes.put(h, 124, "00000000009\0"))
                        .ended(),
                "size");
        assertRefused(
                new TarBytes()
                        .entry("a", '0', "", "", h -> Arrays.fill(h, 124, 136, (byte) 0xbf))
                        .ended(),
                "size");
        assertRefused(
                new TarBytes()
                        .entry("a", '0', "", "", h -> Arrays.fill(h, 124, 136, (byte) 0xff))
                        .ended(),
                "negative");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"6 a=\n", "99 path=x\n", "x path=y\n", "10 path=yz", "7 pathx\n", " a=b\n", "-6 a=b\n", "3 =\n"})
    void refuses_broken_records(String records) {
        assertRefused(new TarBytes().entry("x", 'x', "", records).file("a", "").ended(), "record");
    }

    @Test
    void refuses_a_record_larger_than_any_path() {
        var large = TarBytes.record("comment", "x".repeat(1 << 20));

        assertRefused(new TarBytes().entry("x", 'x', "", large).file("a", "").ended(), "header record");
    }

    @Test
    void refuses_a_record_without_its_entry() {
        var record = TarBytes.record("path", "x");

        assertRefused(new TarBytes().entry("x", 'x', "", record).ended(), "in the middle");
    }

    @Test
    void refuses_sparse_files() {
        var record = TarBytes.record("GNU.sparse.major", "1");

        assertRefused(new TarBytes().entry("x", 'x', "", record).file("a", "").ended(), "sparse");
    }

    @Test
    void refuses_a_wrong_checksum() {
        var archive = new TarBytes().file("a", "").file("b", "").ended();
        archive[512] = 'c';

        assertRefused(archive, "checksum");
    }

    @Test
    void refuses_what_is_no_archive() {
        assertRefused(new byte[0], "no tar archive");
        assertRefused("hello".getBytes(ISO_8859_1), "no tar archive");
        assertRefused("x".repeat(2000).getBytes(ISO_8859_1), "no tar archive");
    }

    @Test
    void refuses_every_cut() {
        var whole = new TarBytes().file("a", "x".repeat(700)).folder("b").ended();

        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> readAll(cut)).as("%d bytes", length).isInstanceOf(RefusedArchive.class);
        }
    }

    @Test
    void takes_padding_after_the_end_and_nothing_else() throws IOException {
        readAll(new TarBytes().file("a", "").raw(new byte[9 * 1024]).ended());

        assertRefused(new TarBytes().raw(new byte[1024]).file("a", "").ended(), "after the end");
        assertRefused(new TarBytes().raw(new byte[512]).file("a", "").ended(), "end mark");
        assertRefused(new TarBytes().raw(new byte[2 << 20]).ended(), "1 MiB of zeros");
    }

    @Test
    void a_huge_size_costs_no_memory() throws IOException {
        var tar = new TarReader(new ByteArrayInputStream(new TarBytes()
                .entry("a", '0', "", "", header -> {
                    Arrays.fill(header, 124, 136, (byte) 0);
                    header[124] = (byte) 0x80;
                    header[128] = 0x10;
                })
                .ended()));

        assertThat(only(tar).size()).isEqualTo(1L << 60);
        assertThatThrownBy(tar::next).isInstanceOf(RefusedArchive.class);
    }

    @Test
    void what_the_writer_writes_is_read() throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new TarWriter(out);
        var longName = new EntryName("d".repeat(90) + "/" + "e".repeat(200));
        writer.folder(new EntryName("d"), 0700, 5);
        writer.file(longName, 0600, -5, new byte[] {1, 2, 3, 4}, 3);
        writer.symlink(new EntryName("l"), "\u00ff".repeat(150), 8589934592L);
        writer.finish();

        var tar = new TarReader(new ByteArrayInputStream(out.toByteArray()));
        assertThat(only(tar)).isEqualTo(new TarEntry("d", '5', 0700, 0, 5, ""));
        assertThat(only(tar)).isEqualTo(new TarEntry(longName.latin1(), '0', 0600, 3, -5, ""));
        assertThat(only(tar)).isEqualTo(new TarEntry("l", '2', 0777, 0, 8589934592L, "\u00ff".repeat(150)));
        assertThat(tar.next()).isNull();
    }
}
