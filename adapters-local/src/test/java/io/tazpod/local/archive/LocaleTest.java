package io.tazpod.local.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of any bytes survive under every locale; it is read when a process starts, so each takes one.
class LocaleTest {

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "POSIX", "no_SUCH.ISO8859-1"})
    void every_byte_survives(String locale) throws Exception {
        assertThat(run(locale, AllNames.class)).isEqualTo("all there\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void the_originals_names_that_are_no_text_survive(String locale) throws Exception {
        var fixture = Fixture.one("v1", "not-utf8-names");
        fixture.require();

        var output =
                run(locale, OpenVault.class, fixture.sealed().toString(), fixture.text("passphrase"), temp.toString());

        assertThat(output).isEqualTo("taken: 5\n");
        assertThat(new Enclave(temp).rows()).isEqualTo(fixture.rows());
    }

    private String run(String locale, Class<?> main, String... arguments) throws Exception {
        var target = arguments.length == 0 ? new String[] {temp.toString()} : arguments;
        var process = Forked.javaIn(Map.of("LC_ALL", locale, "LANG", locale), main, target);
        var output = new String(process.getInputStream().readAllBytes(), US_ASCII);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /// Makes a file for every byte that a name can have, and a link that leads there, and finds them again.
    static final class AllNames {

        private AllNames() {}

        public static void main(String[] args) throws Exception {
            var root = Path.of(args[0]);
            for (int b = 1; b < 256; b++) {
                if (b != '/' && b != '.') {
                    var name = String.valueOf((char) b);
                    Files.createFile(root.resolve(FileNames.path(name)));
                    Files.createSymbolicLink(root.resolve(FileNames.path("l" + name)), FileNames.path("x/" + name));
                }
            }
            int found = 0;
            try (var children = Files.newDirectoryStream(root)) {
                for (var child : children) {
                    var name = FileNames.leaf(child);
                    boolean link = name.length() == 2;
                    boolean right = !link
                            || FileNames.target(Files.readSymbolicLink(child)).equals("x/" + name.charAt(1));
                    found += right && root.resolve(FileNames.path(name)).equals(child) ? 1 : 0;
                }
            }
            System.out.println(found == 2 * 253 ? "all there" : "only " + found);
        }
    }
}
