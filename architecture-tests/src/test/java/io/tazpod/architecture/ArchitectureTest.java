package io.tazpod.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our own classes keep to the rules.
class ArchitectureTest {

    private static final String ROOT = "io.tazpod";

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // what Dagger writes is not ours to shape
                .withImportOption(location -> !location.contains("/Dagger") && !location.contains("_Factory"))
                .importPackages(ROOT);
    }

    static Stream<Named<ArchRule>> rules() {
        return new Rules(ROOT).all().entrySet().stream().map(rule -> Named.of(rule.getKey(), rule.getValue()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void our_classes_keep_to_it(ArchRule rule) {
        rule.check(ours);
    }

    @Test
    void every_ring_has_classes_to_look_at() {
        for (var ring : Rules.rings()) {
            assertThat(ours.stream().map(type -> type.getPackageName() + "."))
                    .as(ring)
                    .anyMatch(name -> name.startsWith(ROOT + "." + ring + "."));
        }
    }
}
