package io.tazpod.local.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.ports.PortFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectOnDiskTest {

    @TempDir
    private Path folder;

    private ProjectOnDisk here;

    @BeforeEach
    void fresh() {
        here = new ProjectOnDisk(folder, false);
    }

    private Path gitignore() {
        return folder.resolve(".gitignore");
    }

    @Test
    void is_found_from_below() throws IOException {
        here.initialise("");
        var deep = Files.createDirectories(folder.resolve("a/b/c"));

        assertThat(new ProjectOnDisk(deep, false).root()).contains(folder.toString());
        assertThat(new ProjectOnDisk(deep, true).root()).isEmpty();
    }

    @Test
    void a_file_named_like_the_envelope_is_no_project() throws IOException {
        Files.createFile(folder.resolve(".tazpod"));

        assertThat(new ProjectOnDisk(folder, true).root()).isEmpty();
    }

    @Test
    void has_no_vault_until_there_is_one() throws IOException {
        here.initialise("");
        assertThat(here.hasVault()).isFalse();

        Files.createFile(folder.resolve(".tazpod/vault/vault.tar.aes"));
        assertThat(here.hasVault()).isTrue();
    }

    @Test
    void a_configuration_that_is_there_is_never_overwritten() throws IOException {
        Files.createDirectories(folder.resolve(".tazpod"));
        Files.writeString(folder.resolve(".tazpod/config.yaml"), "mine");

        assertThat(catchThrowableOfType(PortFailure.class, () -> here.initialise("other")))
                .isNotNull();
        assertThat(folder.resolve(".tazpod/config.yaml")).content().isEqualTo("mine");
    }

    @Test
    void git_ignores_the_vault_and_what_tools_keep() throws IOException {
        here.initialise("");

        assertThat(Files.readAllLines(gitignore())).contains(".tazpod/vault/", ".tazpod/.aws/");
    }

    @Test
    void lines_that_git_ignores_already_stay_and_are_not_repeated() throws IOException {
        Files.writeString(gitignore(), "target/\n  .tazpod/vault/\r\nlast line without an end");

        here.initialise("");

        var text = Files.readString(gitignore());
        assertThat(text).startsWith("target/\n  .tazpod/vault/\r\nlast line without an end\n");
        assertThat(text.lines().map(String::strip)).doesNotHaveDuplicates().contains(".tazpod/run/");
    }

    @Test
    void names_in_another_encoding_do_not_matter() throws IOException {
        var latin = "caf\u00e9/\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(gitignore(), latin);

        here.initialise("");

        assertThat(Files.readAllBytes(gitignore())).startsWith(latin);
        assertThat(Files.readString(gitignore(), StandardCharsets.ISO_8859_1)).contains(".tazpod/vault/\n");
    }

    @Test
    void folders_of_tools_are_made_once_and_left_alone() throws IOException {
        here.initialise("");
        here.makeIdentityFolders();
        Files.writeString(folder.resolve(".tazpod/.claude/state"), "mine");

        here.makeIdentityFolders();

        assertThat(folder.resolve(".tazpod/.claude/state")).content().isEqualTo("mine");
        assertThat(folder.resolve(".tazpod/.aws")).isDirectory();
    }

    @Test
    void a_client_that_lives_is_not_dead() {
        here.initialise("");

        try (var _ = here.hold("one")) {
            assertThat(here.takeDeadClients()).isEmpty();
        }
        assertThat(here.takeDeadClients()).isEmpty();
    }

    @Test
    void a_client_that_was_killed_is_told_once() throws IOException {
        here.initialise("");
        Files.createDirectories(folder.resolve(".tazpod/run/clients"));
        Files.createFile(folder.resolve(".tazpod/run/clients/killed"));

        assertThat(here.takeDeadClients()).isEqualTo(List.of("killed"));
        assertThat(here.takeDeadClients()).isEmpty();
    }

    @Test
    void before_any_shell_nobody_is_dead() {
        here.initialise("");

        assertThat(here.takeDeadClients()).isEmpty();
    }
}
