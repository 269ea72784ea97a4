package io.tazpod.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The poms declare only the edges of docs/design.md, section 2: an edge that no class uses yet counts too.
class PomEdgesTest {

    private static final Set<String> ENGINE = Set.of("ports", "domain", "engine-http");
    private static final Set<String> ADAPTER = Set.of("ports", "domain");

    /// What each module may see beside the libraries of its own; `app-cli` names adapters, as it holds the wiring.
    private static final Map<String, Set<String>> MAY_SEE = Map.of(
            "domain",
            Set.of(),
            "ports",
            Set.of("domain"),
            "engine-http",
            Set.of("ports"),
            "adapters-docker",
            ENGINE,
            "adapters-podman",
            ENGINE,
            "adapters-s3",
            ADAPTER,
            "adapters-minio",
            ADAPTER,
            "adapters-local",
            ADAPTER,
            "app-cli",
            Set.of(
                    "ports",
                    "domain",
                    "adapters-docker",
                    "adapters-podman",
                    "adapters-s3",
                    "adapters-minio",
                    "adapters-local"),
            "architecture-tests",
            Set.of("app-cli"));

    static Stream<Path> poms() {
        return Stream.concat(Stream.of(""), MAY_SEE.keySet().stream().sorted())
                .map(module -> Path.of("..", module, "pom.xml"));
    }

    @ParameterizedTest
    @MethodSource("poms")
    void a_modules_pom_declares_only_its_edges(Path pom) {
        assertThat(objections(new Pom(pom))).isEmpty();
    }

    @Test
    void every_module_has_its_line_in_the_table() {
        assertThat(MAY_SEE.keySet()).containsExactlyInAnyOrderElementsOf(new Pom(Path.of("../pom.xml")).modules());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            adapters-docker | adapters-docker may not see adapters-local
            domain          | domain may not see ports
            ports           | ports names a mocking library
            domain-library  | domain may not see the library com.example:anything
            unknown         | unknown has no line in the table
            """)
    void a_planted_pom_is_caught(String planted, String objection) {
        var pom = new Pom(Path.of("src/test/resources/planted-poms", planted + ".xml"));

        assertThat(objections(pom)).containsExactly(objection);
    }

    private static List<String> objections(Pom pom) {
        var module = pom.name();
        if (!MAY_SEE.containsKey(module) && !module.equals("tazpod")) {
            return List.of(module + " has no line in the table");
        }
        var allowed = MAY_SEE.getOrDefault(module, Set.of());
        var edges = pom.siblings().stream()
                .filter(sibling -> !allowed.contains(sibling))
                .map(sibling -> module + " may not see " + sibling);
        var libraries = pom.libraries().stream()
                .filter(_ -> module.equals("domain") || module.equals("ports"))
                .map(library -> module + " may not see the library " + library);
        var mocks = pom.text().contains("org.mockito") && !module.equals("tazpod")
                ? Stream.of(module + " names a mocking library")
                : Stream.<String>empty();
        return Stream.of(edges, libraries, mocks).flatMap(s -> s).toList();
    }
}
