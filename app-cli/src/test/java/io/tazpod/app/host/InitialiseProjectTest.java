package io.tazpod.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.app.host.InitialiseProject.Answers;
import io.tazpod.domain.config.ConfigReading;
import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.local.project.ProjectOnDisk;
import io.tazpod.local.project.YamlConfig;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.engine.FakeContainerEngine;
import io.tazpod.ports.terminal.Dialogue;
import io.tazpod.ports.terminal.ScriptedDialogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitialiseProjectTest {

    @TempDir
    private Path folder;

    private final FakeContainerEngine engine = new FakeContainerEngine().having(Host.IMAGE);
    private Path project;

    @BeforeEach
    void folderNamedDemo() throws IOException {
        project = Files.createDirectory(folder.resolve("demo"));
    }

    private static Answers answers(boolean ask) {
        return storing(ask, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Answers withProfile(String profile) {
        var none = Optional.<String>empty();
        return new Answers(
                none,
                none,
                none,
                none,
                Optional.empty(),
                none,
                none,
                Optional.of(profile),
                none,
                none,
                none,
                none,
                false);
    }

    private static Answers storing(
            boolean ask, Optional<StorageConfig.Type> type, Optional<String> bucket, Optional<String> directory) {
        return new Answers(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                type,
                bucket,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                directory,
                Optional.empty(),
                Optional.empty(),
                ask);
    }

    private boolean initialise(Answers answers, Dialogue dialogue) {
        return new InitialiseProject(new ProjectOnDisk(project, false), engine, dialogue).initialise(answers);
    }

    private TazpodConfig config() {
        ConfigReading reading = new YamlConfig(project.resolve(".tazpod/config.yaml")).read();
        assertThat(reading.problems()).isEmpty();
        return reading.config();
    }

    @Test
    void the_defaults_are_a_configuration_that_can_be_read() {
        assertThat(initialise(answers(false), ScriptedDialogue.nobody())).isTrue();

        var config = config();
        assertThat(config.image()).contains(Host.IMAGE);
        assertThat(config.containerName()).contains(Host.NAME);
        assertThat(config.storage().bucket()).isEqualTo("tazlab-storage");
        assertThat(config.storage().profile()).contains("tazlab");
    }

    @Test
    void every_prompt_of_the_original_is_asked_and_an_empty_answer_takes_the_default() {
        var dialogue = ScriptedDialogue.answering("mine:1", "", "", "bucket-7", "", "work");

        initialise(answers(true), dialogue);

        assertThat(dialogue.asked()).hasSize(6);
        var config = config();
        assertThat(config.image().orElseThrow().value()).isEqualTo("mine:1");
        assertThat(config.storage().bucket()).isEqualTo("bucket-7");
        assertThat(config.storage().region()).isEqualTo("eu-central-1");
        assertThat(config.storage().profile()).contains("work");
    }

    @Test
    void answers_that_yaml_would_read_as_something_else_stay_what_they_are() {
        for (var odd :
                new String[] {"no", "012", "a: b", "x #y", "it's", "\"q\"", "back\\slash", "- dash", "{a}", "~"}) {
            var fresh = project.resolve("sub-" + Integer.toHexString(odd.hashCode()));
            assertThat(fresh.toFile().mkdir()).isTrue();
            new InitialiseProject(new ProjectOnDisk(fresh, true), engine, ScriptedDialogue.nobody())
                    .initialise(withProfile(odd));

            var reading = new YamlConfig(fresh.resolve(".tazpod/config.yaml")).read();

            assertThat(reading.problems()).as(odd).isEmpty();
            assertThat(reading.config().storage().profile()).contains(odd);
        }
    }

    @Test
    void a_directory_store_needs_no_cloud() {
        initialise(
                storing(false, Optional.of(StorageConfig.Type.DIRECTORY), Optional.empty(), Optional.of("/mnt/nas")),
                ScriptedDialogue.nobody());

        assertThat(config().storage().type()).isEqualTo(StorageConfig.Type.DIRECTORY);
        assertThat(config().storage().directory()).contains("/mnt/nas");
    }

    @Test
    void a_project_that_is_here_is_left_untouched() throws IOException {
        initialise(answers(false), ScriptedDialogue.nobody());
        var file = project.resolve(".tazpod/config.yaml");
        Files.writeString(file, "# mine\n");
        Files.delete(project.resolve(".gitignore"));

        assertThat(initialise(answers(false), ScriptedDialogue.nobody())).isFalse();

        assertThat(file).content().isEqualTo("# mine\n");
        assertThat(project.resolve(".gitignore")).doesNotExist();
    }

    @Test
    void a_project_below_another_one_is_a_project_of_its_own() {
        initialise(answers(false), ScriptedDialogue.nobody());
        var below = project.resolve("below");
        assertThat(below.toFile().mkdir()).isTrue();

        var made = new InitialiseProject(new ProjectOnDisk(below, false), engine, ScriptedDialogue.nobody())
                .initialise(answers(false));

        assertThat(made).isTrue();
        assertThat(below.resolve(".tazpod/config.yaml")).exists();
    }

    @Test
    void two_projects_of_one_folder_name_get_two_names() {
        assertThat(engine.create(new Host().spec("/srv/other/demo"))).isEmpty();

        initialise(answers(false), ScriptedDialogue.nobody());

        assertThat(config().containerName()).contains(new ContainerName("demo-lab-2"));
    }

    @Test
    void a_container_of_this_very_project_keeps_its_name() {
        assertThat(engine.create(new Host().spec(project.toString()))).isEmpty();

        initialise(answers(false), ScriptedDialogue.nobody());

        assertThat(config().containerName()).contains(Host.NAME);
    }

    @Test
    void without_an_engine_the_plain_name_is_taken() {
        engine.broken(Kind.NOT_INSTALLED);

        initialise(answers(false), ScriptedDialogue.nobody());

        assertThat(config().containerName()).contains(Host.NAME);
    }

    @Test
    void what_is_secret_is_ignored_by_git() {
        initialise(answers(false), ScriptedDialogue.nobody());

        assertThat(project.resolve(".gitignore")).content().contains(".tazpod/vault/\n");
    }
}
