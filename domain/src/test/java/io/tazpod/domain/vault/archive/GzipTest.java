package io.tazpod.domain.vault.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {

    private static final byte[] HELLO = "hello, hello, hello\n".getBytes(US_ASCII);

    private static byte[] zippedByTheJdk(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] zipped(byte[] plain) {
        try (var gzip = new ParallelGzip(2)) {
            gzip.write(plain, 0, plain.length);
            return gzip.finish().joined();
        }
    }

    private static byte[] unzipped(byte[] gzip) throws IOException {
        try (var in = new StrictGunzip(gzip)) {
            return in.readAllBytes();
        }
    }

    private static void assertRefused(byte[] gzip, String because) {
        assertThatThrownBy(() -> unzipped(gzip))
                .isInstanceOf(RefusedArchive.class)
                .hasMessageContaining(because);
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    @Test
    void reads_what_others_write() throws IOException {
        assertThat(unzipped(zippedByTheJdk(HELLO))).isEqualTo(HELLO);
        assertThat(unzipped(zippedByTheJdk(new byte[0]))).isEmpty();
    }

    @Test
    void reads_members_one_after_another() throws IOException {
        var three = joined(zippedByTheJdk(HELLO), zippedByTheJdk(new byte[0]), zippedByTheJdk(HELLO));

        assertThat(unzipped(three)).isEqualTo(joined(HELLO, HELLO));
    }

    @Test
    void reads_headers_with_everything_in_them() throws IOException {
        var plain = zippedByTheJdk(HELLO);
        var header = joined(
                new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3},
                new byte[] {2, 0, 'x', 'y'},
                "name\0".getBytes(US_ASCII),
                "comment\0".getBytes(US_ASCII));
        var crc = new CRC32();
        crc.update(header);
        var checked = new byte[] {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        var body = Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(unzipped(joined(header, checked, body))).isEqualTo(HELLO);
        assertRefused(joined(header, new byte[] {(byte) ~checked[0], checked[1]}, body), "header");
    }

    @Test
    void refuses_what_is_no_gzip() {
        assertRefused(new byte[0], "no gzip stream");
        assertRefused("not gzip at all".getBytes(US_ASCII), "no gzip stream");
    }

    @Test
    void refuses_every_cut() {
        var whole = zippedByTheJdk(HELLO);

        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> unzipped(cut)).as("%d bytes", length).isInstanceOf(RefusedArchive.class);
        }
    }

    @Test
    void refuses_wrong_sums_and_anything_after_the_end() {
        var whole = zippedByTheJdk(HELLO);
        var badCrc = whole.clone();
        badCrc[whole.length - 8] ^= 1;
        var badLength = whole.clone();
        badLength[whole.length - 1] ^= 1;

        assertRefused(badCrc, "checksum");
        assertRefused(badLength, "checksum");
        assertRefused(joined(whole, new byte[1]), "after the end");
        assertRefused(joined(whole, new byte[100]), "after the end");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 7 << 20})
    void writes_what_every_reader_takes_at_the_edges_of_its_chunks(int size) throws IOException {
        var half = new byte[size];
        new Random(size).nextBytes(half);
        Arrays.fill(half, size / 2, size, (byte) 'x');

        var gzip = zipped(half);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes())
                .isEqualTo(half);
        assertThat(unzipped(gzip)).isEqualTo(half);
    }

    @Test
    void makes_text_smaller_and_noise_hardly_larger() {
        var text = "all work and no play\n".repeat(100_000).getBytes(US_ASCII);
        var noise = new byte[3 << 20];
        new Random(1).nextBytes(noise);

        assertThat(zipped(text).length).isLessThan(text.length / 50);
        assertThat(zipped(noise).length).isLessThan(noise.length + 1000);
    }

    @Test
    void writes_no_time_and_no_name() {
        assertThat(Arrays.copyOf(zipped(HELLO), 10)).isEqualTo(new byte[] {31, -117, 8, 0, 0, 0, 0, 0, 0, -1});
    }

    @Property(tries = 200)
    void what_was_zipped_comes_out(@ForAll byte[] plain) throws IOException {
        assertThat(unzipped(zipped(plain))).isEqualTo(plain);
    }

    @Property(tries = 500)
    void a_changed_byte_is_refused_or_does_not_matter(
            @ForAll @IntRange(min = 0, max = 60) int anywhere, @ForAll byte value) throws IOException {
        var changed = zippedByTheJdk(HELLO);
        changed[anywhere % changed.length] = value;

        try {
            assertThat(unzipped(changed)).isEqualTo(HELLO);
        } catch (RefusedArchive expected) {
            assertThat(expected.refusal().kind()).isEqualTo(Refusal.Kind.GZIP);
        }
    }
}
