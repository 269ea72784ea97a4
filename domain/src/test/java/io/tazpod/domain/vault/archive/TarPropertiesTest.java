package io.tazpod.domain.vault.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TarPropertiesTest {

    @Property(tries = 500)
    void a_file_comes_out_as_it_went_in(
            @ForAll("names") EntryName path,
            @ForAll @IntRange(min = 0, max = 0777) int mode,
            @ForAll long mtime,
            @ForAll byte[] content)
            throws IOException {
        long time = mtime == Long.MIN_VALUE ? 0 : mtime;
        var out = new ByteArrayOutputStream();
        var writer = new TarWriter(out);
        writer.file(path, mode, time, content, content.length);
        writer.finish();

        var tar = new TarReader(new ByteArrayInputStream(out.toByteArray()));
        var entry = Objects.requireNonNull(tar.next());
        assertThat(entry).isEqualTo(new TarEntry(path.latin1(), '0', mode, content.length, time, ""));
        var read = new byte[content.length];
        for (int at = 0, got; (got = tar.read(read, at, read.length - at)) > 0; at += got) {}
        assertThat(read).isEqualTo(content);
        assertThat(tar.next()).isNull();
    }

    @Property(tries = 500)
    void a_link_comes_out_as_it_went_in(@ForAll("names") EntryName path, @ForAll("names") EntryName target)
            throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new TarWriter(out);
        writer.symlink(path, target.latin1(), 0);
        writer.finish();

        var tar = new TarReader(new ByteArrayInputStream(out.toByteArray()));
        assertThat(tar.next()).isEqualTo(new TarEntry(path.latin1(), '2', 0777, 0, 0, target.latin1()));
    }

    @Property(tries = 1000)
    void noise_is_refused_and_nothing_worse(@ForAll byte[] noise) {
        try {
            var tar = new TarReader(new ByteArrayInputStream(noise));
            while (tar.next() != null) {
                // whatever it is
            }
        } catch (RefusedArchive expected) {
            assertThat(expected.refusal().kind()).isEqualTo(Refusal.Kind.TAR);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Provide
    static Arbitrary<EntryName> names() {
        var part = Arbitraries.chars()
                .range((char) 1, (char) 255)
                .filter(c -> c != '/')
                .list()
                .ofMinSize(1)
                .ofMaxSize(120)
                .map(chars -> chars.stream().map(String::valueOf).reduce("", String::concat))
                .filter(text -> !text.equals(".") && !text.equals(".."));
        return part.list().ofMinSize(1).ofMaxSize(5).map(parts -> new EntryName(String.join("/", parts)));
    }
}
