package io.tazpod.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationTest {

    private static Invocation of(String... words) {
        return Invocation.of(List.of(words), true);
    }

    @Test
    void nothing_typed_is_no_verb() {
        var typed = of();

        assertThat(typed.verb()).isEmpty();
        assertThat(typed.words()).isEmpty();
        assertThat(typed.color()).isTrue();
    }

    @Test
    void a_passphrase_flag_before_any_verb_keeps_its_value() {
        var typed = of("--new", "--passphrase-file", "secret.txt");

        assertThat(typed.verb()).isEmpty();
        assertThat(typed.words()).containsExactly("--new", "--passphrase-file", "secret.txt");
    }

    @Test
    void flags_for_every_verb_may_stand_anywhere() {
        for (var words : List.of(
                List.of("--debug", "--yes", "--json", "push", "vault"),
                List.of("push", "--debug", "--yes", "vault", "--json"),
                List.of("push", "vault", "--json", "-y", "--debug"))) {
            var typed = Invocation.of(words, true);

            assertThat(typed.verb()).contains("push");
            assertThat(typed.words()).containsExactly("vault");
            assertThat(List.of(typed.debug(), typed.yes(), typed.json())).containsOnly(true);
        }
    }

    @Test
    void a_project_is_named_in_both_forms() {
        assertThat(of("--project", "/p", "up").project()).contains("/p");
        assertThat(of("up", "--project=/p").project()).contains("/p");
        assertThat(of("--project", "up").verb()).isEmpty();
    }

    @Test
    void a_project_flag_without_a_directory_is_wrong_usage() {
        var stop = catchThrowableOfType(Stop.class, () -> of("up", "--project"));

        assertThat(stop.reason()).isEqualTo(Reason.USAGE);
    }

    @Test
    void a_commands_own_words_are_left_alone() {
        var typed = of("--quiet", "exec", "ls", "--json", "--debug", "--project", "x", "--", "-y");

        assertThat(typed.verb()).contains("exec");
        assertThat(typed.words()).containsExactly("ls", "--json", "--debug", "--project", "x", "--", "-y");
        assertThat(typed.json()).isFalse();
        assertThat(typed.debug()).isFalse();
        assertThat(typed.project()).isEmpty();
        assertThat(typed.quiet()).isTrue();
    }

    @Test
    void before_its_command_exec_takes_our_flags() {
        var typed = of("exec", "--debug", "--", "--json");

        assertThat(typed.debug()).isTrue();
        assertThat(typed.json()).isFalse();
        assertThat(typed.words()).containsExactly("--", "--json");
    }

    @Test
    void a_verbs_own_flags_stay_with_it() {
        var typed = of("unlock", "--new", "--passphrase-file", "/p", "--yes");

        assertThat(typed.words()).containsExactly("--new", "--passphrase-file", "/p");
        assertThat(typed.yes()).isTrue();
    }

    @Test
    void the_originals_flags_for_version_and_help_are_verbs() {
        for (var flag : List.of("--version", "-v", "-V", "--help", "-h")) {
            assertThat(of(flag).verb()).contains(flag);
        }
        assertThat(of("push", "--help").words()).containsExactly("--help");
    }

    @Test
    void the_other_side_gets_the_same_flags_but_not_the_hosts_path() {
        var typed = of("--debug", "-y", "--json", "-q", "--no-color", "--project", "/p", "save");

        assertThat(typed.forwarded()).containsExactly("--debug", "--yes", "--json", "--quiet", "--no-color");
        assertThat(of("save").forwarded()).isEmpty();
    }

    @Test
    void colours_can_be_unwanted_from_the_start() {
        assertThat(Invocation.of(List.of("status"), false).color()).isFalse();
        assertThat(of("status", "--no-color").color()).isFalse();
    }
}
