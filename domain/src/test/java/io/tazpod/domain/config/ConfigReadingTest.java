package io.tazpod.domain.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.config.ConfigNode.Entry;
import io.tazpod.domain.config.ConfigNode.Mapping;
import io.tazpod.domain.config.ConfigNode.Scalar;
import io.tazpod.domain.config.ConfigNode.Sequence;
import io.tazpod.domain.config.TazpodConfig.OnExit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What keys mean, and that every mistake is named at once.
class ConfigReadingTest {

    @Test
    void an_empty_file_gives_the_originals_defaults() {
        var reading = ConfigReading.of(new Scalar("", 1));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config().storage().type()).isEqualTo(StorageConfig.Type.S3);
        assertThat(reading.config().storage().bucket()).isEqualTo("tazlab-storage");
        assertThat(reading.config().container().network()).isEqualTo("host");
        assertThat(reading.config().retention()).isEqualTo(50);
        assertThat(reading.config().sync().onExit()).isEqualTo(OnExit.PUSH);
    }

    @Test
    void all_problems_come_at_once_with_their_lines() {
        var reading = ConfigReading.of(map(
                entry("imgae", 1, "debian"),
                entry("runtime", 2, "lxd"),
                new Entry("vault", 3, map(entry("retention", 4, "-1")))));

        assertThat(reading.problems()).hasSize(3);
        assertThat(reading.problems().toString())
                .contains("line 1: imgae: no such key; did you mean 'image'?")
                .contains("line 2: runtime: 'lxd' is none of auto, docker, podman")
                .contains("line 4: vault.retention");
    }

    @Test
    void a_key_that_stands_twice_is_a_problem_in_every_section() {
        var reading = ConfigReading.of(map(
                entry("runtime", 1, "docker"),
                entry("runtime", 2, "podman"),
                new Entry("sync", 3, map(entry("interval", 4, "1m"), entry("interval", 5, "2m"))),
                new Entry("env", 6, map(entry("TOKEN", 7, "a"), entry("TOKEN", 8, "b")))));

        assertThat(reading.problems())
                .extracting(ConfigProblem::toString)
                .containsExactlyInAnyOrder(
                        "line 2: runtime: stands here twice; keep one",
                        "line 5: sync.interval: stands here twice; keep one",
                        "line 8: env.TOKEN: stands here twice; keep one");
    }

    @Test
    void a_retention_of_zero_is_the_default_and_never_deletes_history() {
        var reading = ConfigReading.of(map(new Entry("vault", 1, map(entry("retention", 2, "0")))));

        assertThat(reading.config().retention()).isEqualTo(50);
    }

    @Test
    void every_key_of_the_original_is_understood_or_named_as_ignored() {
        var reading = ConfigReading.of(map(
                entry("image", 1, "tazzo/tazpod-ai:latest"),
                entry("container_name", 2, "demo-lab"),
                entry("user", 3, "tazpod"),
                entry("ghost_mode", 4, "true"),
                new Entry("features", 5, map(entry("ghost_mode", 6, "true"), entry("debug", 7, "false"))),
                new Entry(
                        "aws_sso",
                        8,
                        map(
                                entry("profile", 9, "p"),
                                entry("bucket", 10, "vaults"),
                                entry("region", 11, "r"),
                                entry("start_url", 12, "u"))),
                new Entry("providers", 13, map(new Entry("home", 14, map(entry("db_host", 15, "h"))))),
                entry("mode", 16, "docker"),
                entry("version", 17, "1.0")));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.ignored())
                .extracting(ConfigProblem::key)
                .contains(
                        "user",
                        "ghost_mode",
                        "features.ghost_mode",
                        "aws_sso.start_url",
                        "providers",
                        "mode",
                        "version");
        assertThat(reading.config().storage().bucket()).isEqualTo("vaults");
        assertThat(reading.config().storage().profile()).contains("p");
    }

    @Test
    void ports_and_mounts_are_read_in_every_form() {
        var reading = ConfigReading.of(map(new Entry(
                "container",
                1,
                map(
                        new Entry("ports", 2, list("8080", "81:80", "0.0.0.0:53:53/udp")),
                        new Entry("mounts", 3, list("/a:/b", "/c:/d:ro"))))));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config().container().ports())
                .extracting(Object::toString)
                .allMatch(s -> s.startsWith("PublishedPort"));
        assertThat(reading.config().container().ports().getFirst().hostAddress())
                .isEqualTo("127.0.0.1");
        assertThat(reading.config().container().mounts().get(1).readOnly()).isTrue();
    }

    @Test
    void anchors_are_paths_within_the_vault() {
        var good = ConfigReading.of(map(new Entry("anchors", 1, list("ssh/id_ed25519", "kubeconfig"))));
        var bad = ConfigReading.of(map(new Entry("anchors", 1, list("/etc/passwd", "../up"))));

        assertThat(good.problems()).isEmpty();
        assertThat(good.config().anchors())
                .extracting(Object::toString)
                .containsExactly("ssh/id_ed25519", "kubeconfig");
        assertThat(bad.problems()).hasSize(2);
    }

    @Test
    void a_variable_is_not_named_by_shell_code() {
        var reading = ConfigReading.of(map(new Entry("env", 1, map(entry("A; rm -rf /", 2, "token")))));

        assertThat(reading.problems().toString()).contains("is no name for a variable");
    }

    @Test
    void a_minio_store_without_an_endpoint_is_a_problem() {
        var reading = ConfigReading.of(map(new Entry("storage", 1, map(entry("type", 2, "minio")))));

        assertThat(reading.problems().toString()).contains("storage.endpoint");
    }

    private static Mapping map(Entry... entries) {
        return new Mapping(List.of(entries), 1);
    }

    private static Entry entry(String key, int line, String value) {
        return new Entry(key, line, new Scalar(value, line));
    }

    private static Sequence list(String... values) {
        return new Sequence(
                java.util.Arrays.stream(values)
                        .<ConfigNode>map(v -> new Scalar(v, 1))
                        .toList(),
                1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bb", "Vaults", "my_vaults", "-vaults", "vaults.", "my..vaults", "my vaults", "../vaults"})
    void a_name_that_no_bucket_can_have_is_a_problem(String name) {
        var reading = ConfigReading.of(map(new Entry("storage", 1, map(entry("bucket", 2, name)))));

        assertThat(reading.problems()).extracting(ConfigProblem::key).containsExactly("storage.bucket");
    }

    @Test
    void problems_come_in_the_order_of_the_file() {
        var reading = ConfigReading.of(map(
                new Entry("storage", 1, map(entry("bucket", 2, "B"), entry("type", 3, "floppy"))),
                entry("enclave", 4, "nowhere")));

        assertThat(reading.problems()).extracting(ConfigProblem::line).containsExactly(2, 3, 4);
    }
}
