package io.tazpod.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each rule catches the class that was planted to break it, and lets the class alone that may do the same.
class PlantedViolationsTest {

    private static final String ROOT = "io.tazpod.architecture.planted";
    private static final Map<String, ArchRule> RULES = new Rules(ROOT).all();

    private static JavaClasses planted;

    @BeforeAll
    static void read() {
        planted = new ClassFileImporter().importPackages(ROOT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the domain sees the JDK only                              | domain.SeesAPort
            the domain sees the JDK only                              | domain.SeesALibrary
            the domain reads no file, process, network or environment | domain.ReadsAFile
            the domain reads no file, process, network or environment | domain.AsksTheNetwork
            the domain has no clock and no chance of its own          | domain.LooksAtTheClock
            the domain has no clock and no chance of its own          | domain.ReadsTheEnvironment
            the domain has no clock and no chance of its own          | domain.RollsDice
            ports are interfaces, records, enums and two exceptions   | ports.HasBehaviour
            ports name no library                                     | ports.NamesALibrary
            the engines' transport sees ports only                    | enginehttp.SeesTheDomain
            adapters do not see each other                            | docker.SeesAnotherAdapter
            adapters see neither the use cases nor the command line   | docker.SeesAUseCase
            only the engines see their transport                      | local.SeesTheTransport
            only the wiring names adapters                            | cli.command.NamesAnAdapter
            only the wiring names adapters                            | app.NamesAnAdapter
            the use cases see no framework and no command line        | app.SeesPicocli
            the use cases see no framework and no command line        | app.SeesDagger
            the use cases see no framework and no command line        | app.SeesTheCommandLine
            only Main ends the process                                | cli.command.Exits
            only Main ends the process                                | cli.command.Halts
            only local.machine starts processes                       | local.store.StartsAProcess
            nobody copies through an engine's archive                 | docker.CopiesAnArchive
            no engine adapter spells an archive address               | podman.SpellsAnArchiveAddress
            packages have no cycles                                   | domain.there.GoesBack
            every package is null-marked                              | unmarked.Unmarked
            names say what a class is for                             | local.FileUtil
            names say what a class is for                             | local.StoreImpl
            names say what a class is for                             | local.CommonWords
            nobody logs                                               | s3.Logs
            nobody logs                                               | s3.LogsByAFacade
            """)
    void the_rule_catches(String sentence, String culprit) {

        assertThat(broken(sentence)).contains(ROOT + "." + culprit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            only the wiring names adapters      | cli.wiring.MayNameAnAdapter
            only Main ends the process          | cli.Main
            only local.machine starts processes | local.machine.MayStartAProcess
            """)
    void the_rule_lets_alone(String sentence, String innocent) {
        assertThat(broken(sentence)).doesNotContain(innocent);
    }

    @Test
    void every_rule_was_proven() throws Exception {
        var table = getClass()
                .getDeclaredMethod("the_rule_catches", String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();

        assertThat(RULES.keySet()).allMatch(table::contains);
    }

    private static String broken(String sentence) {
        var rule = RULES.get(sentence);
        assertThat(rule).as(sentence).isNotNull();
        return String.join("\n", rule.evaluate(planted).getFailureReport().getDetails());
    }
}
