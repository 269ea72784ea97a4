package io.tazpod.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.ImageReference;
import io.tazpod.domain.container.Owner;
import io.tazpod.domain.container.PublishedPort;
import io.tazpod.domain.container.RamMount;
import io.tazpod.enginehttp.Json;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is made of Docker's answers, and what is asked of it.
class DockerAnswersTest {

    private static final ContainerName LAB = new ContainerName("sample-lab");

    @TempDir
    private Path folder;

    private RecordedDocker docker;

    @BeforeEach
    void listen() {
        docker = new RecordedDocker(folder);
    }

    @AfterEach
    void hang_up() {
        docker.close();
    }

    private static ContainerSpec spec(String network, int mtu) {
        return new ContainerSpec(
                LAB,
                new ImageReference("tazpod-base:latest"),
                List.of("sleep", "infinity"),
                Owner.ROOT,
                Map.of("HOST_CWD", "/home/op/project"),
                Map.of("tazpod.project", "/home/op/project"),
                List.of(new BindMount("/home/op/a:b", "/workspace", false)),
                List.of(new RamMount("/home/tazpod/secrets", 64 << 20, 0700, new Owner(1000, 1000))),
                network,
                mtu,
                List.of("1.1.1.1"),
                List.of("/dev/null", "/dev/no-such-device"),
                List.of("NET_ADMIN"),
                List.of("apparmor=unconfined"),
                List.of(new PublishedPort("127.0.0.1", 8080, 80, "tcp")),
                1 << 30,
                true);
    }

    private static Kind kindOf(Runnable call) {
        return catchThrowableOfType(PortFailure.class, call::run).kind();
    }

    @Test
    void a_running_container_is_read() {
        docker.plays("GET /containers/sample-lab/json", 200, "inspect-running.json");

        var found = docker.engine().find(LAB).orElseThrow();

        assertThat(found.name()).isEqualTo(LAB);
        assertThat(found.running()).isTrue();
        assertThat(found.status()).isEqualTo("running");
        assertThat(found.image()).isEqualTo("tazpod-base:latest");
        assertThat(found.labels()).containsEntry("tazpod.project", "/home/op/project");
        assertThat(found.environment()).containsEntry("HOST_CWD", "/home/op/project");
        assertThat(found.binds())
                .containsExactlyInAnyOrder(
                        new BindMount("/tmp/ws", "/workspace", false),
                        new BindMount("/etc/hosts", "/etc/hosts.host", true));
    }

    @Test
    void a_created_and_a_paused_container_do_not_run() {
        docker.plays("GET /containers/sample-lab/json", 200, "inspect-created.json")
                .plays("GET /containers/sample-lab/json", 200, "inspect-paused.json");

        assertThat(docker.engine().find(LAB).orElseThrow().status()).isEqualTo("created");
        var paused = docker.engine().find(LAB).orElseThrow();
        assertThat(paused.status()).isEqualTo("paused");
        assertThat(paused.running()).isFalse();
    }

    @Test
    void a_name_that_is_the_beginning_of_a_strangers_identifier_finds_nothing() {
        docker.plays("GET /containers/f1e637bce693/json", 200, "inspect-running.json");

        assertThat(docker.engine().find(new ContainerName("f1e637bce693"))).isEmpty();
    }

    @Test
    void a_list_is_looked_at_one_by_one() {
        docker.plays(
                        "GET /containers/json?all=1&filters=%7B%22label%22%3A%5B%22tazpod.project%3D%2Fhome",
                        200, "list.json")
                .plays("GET /containers/f1e637bce6", 200, "inspect-running.json");

        assertThat(docker.engine().labelled("tazpod.project", "/home/op/project"))
                .singleElement()
                .satisfies(found -> assertThat(found.environment()).containsKey("HOST_CWD"));
    }

    @Test
    void the_first_question_goes_without_a_level_and_teaches_it() {
        docker.plays("GET /containers/nobody/json", 404, "no-container-404.json")
                .plays("GET /images/tazpod-base:latest/json", 200, "image.json");

        docker.engine().find(new ContainerName("nobody"));
        docker.engine().image(new ImageReference("tazpod-base:latest"));

        assertThat(docker.lines())
                .containsExactly("GET /containers/nobody/json", "GET /v1.41/images/tazpod-base:latest/json");
    }

    @Test
    void an_order_that_comes_first_asks_for_the_level_before() {
        docker.at("1.44").says("POST /containers/sample-lab/start", 204, "");

        docker.engine().start(LAB);

        assertThat(docker.lines()).containsExactly("GET /_ping", "POST /v1.44/containers/sample-lab/start");
    }

    @Test
    void a_newer_engine_is_spoken_to_at_our_level() {
        docker.at("1.99").says("POST /containers/sample-lab/start", 304, "");

        docker.engine().start(LAB);

        assertThat(docker.lines()).contains("POST /v1.51/containers/sample-lab/start");
    }

    @Test
    void a_creation_says_everything_in_dockers_words() {
        docker.plays("GET /info", 200, "info.json").plays("POST /containers/create", 201, "create.json");

        var missing = docker.engine().create(spec("bridge", 0));

        assertThat(missing).singleElement().asString().contains("/dev/no-such-device");
        var body = Json.read(docker.body("POST /containers/create"));
        assertThat(body.at("Image").text("")).isEqualTo("tazpod-base:latest");
        assertThat(body.at("Entrypoint").texts()).containsExactly("sleep", "infinity");
        assertThat(body.at("User").text("")).isEqualTo("0:0");
        assertThat(body.at("Env").texts()).containsExactly("HOST_CWD=/home/op/project");
        assertThat(body.at("ExposedPorts", "80/tcp").present()).isTrue();
        assertThat(body.at("HostConfig").toString())
                .contains("\"Type\":\"bind\"", "\"Source\":\"/home/op/a:b\"", "\"ReadOnly\":false")
                .contains("{\"/home/tazpod/secrets\":\"size=67108864,mode=700,uid=1000,gid=1000\"}")
                .contains("\"NetworkMode\":\"bridge\"", "\"Dns\":[\"1.1.1.1\"]")
                .contains("\"PathOnHost\":\"/dev/null\"")
                .contains("\"CapAdd\":[\"NET_ADMIN\"]", "\"SecurityOpt\":[\"apparmor=unconfined\"]")
                .contains("\"Memory\":1073741824,\"MemorySwap\":1073741824,\"MemorySwappiness\":0")
                .contains("\"HostPort\":\"8080\"", "\"HostIp\":\"127.0.0.1\"")
                .contains("\"Init\":true")
                .doesNotContain("no-such-device", "Privileged");
    }

    @Test
    void the_hosts_network_takes_neither_name_servers_nor_ports() {
        docker.plays("GET /info", 200, "info.json").plays("POST /containers/create", 201, "create.json");

        docker.engine().create(spec("host", 1380));

        assertThat(docker.body("POST /containers/create"))
                .contains("\"NetworkMode\":\"host\"")
                .doesNotContain("\"Dns\"", "PortBindings");
    }

    @Test
    void an_mtu_makes_a_network_of_its_own_once() {
        docker.plays("GET /info", 200, "info.json")
                .plays("POST /containers/create", 201, "create.json")
                .says("POST /networks/create", 201, "{\"Id\":\"1\"}");

        docker.engine().create(spec("bridge", 1380));

        assertThat(docker.body("POST /networks/create"))
                .contains("\"com.docker.network.driver.mtu\":\"1380\"", "\"Name\":\"tazpod-mtu-1380\"");
        assertThat(docker.body("POST /containers/create")).contains("\"NetworkMode\":\"tazpod-mtu-1380\"");
    }

    @Test
    void what_an_engine_cannot_give_is_said() {
        docker.says("GET /info", 200, "{\"InitCommit\":{\"ID\":\"N/A\"}}")
                .says(
                        "POST /containers/create",
                        201,
                        "{\"Id\":\"1\",\"Warnings\":[\"Your kernel does not support swap limit capabilities\","
                                + "\"Your kernel does not support memory swappiness\"]}");

        var missing = docker.engine().create(spec("bridge", 0));

        assertThat(missing)
                .hasSize(3)
                .anyMatch(sentence -> sentence.contains("docker-init"))
                .anyMatch(sentence -> sentence.contains("swap limit"));
        assertThat(docker.body("POST /containers/create")).doesNotContain("\"Init\"");
    }

    @Test
    void refusals_to_create_are_told_apart() {
        docker.plays("GET /info", 200, "info.json")
                .plays("POST /containers/create", 409, "create-name-taken-409.json")
                .plays("POST /containers/create", 404, "create-no-image-404.json")
                .plays("POST /containers/create", 400, "create-no-source-400.json")
                .says("POST /containers/create", 503, "");

        var engine = docker.engine();
        assertThat(kindOf(() -> engine.create(spec("host", 0)))).isEqualTo(Kind.REFUSED);
        assertThat(kindOf(() -> engine.create(spec("host", 0)))).isEqualTo(Kind.ABSENT);
        var failure = catchThrowableOfType(PortFailure.class, () -> engine.create(spec("host", 0)));
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure)
                .hasMessage("docker did not create container sample-lab: invalid mount config for type \"bind\":"
                        + " bind source path does not exist: /nope/here");
        assertThat(kindOf(() -> engine.create(spec("host", 0)))).isEqualTo(Kind.BUSY);
    }

    @Test
    void a_container_that_cannot_be_started_is_a_refusal_whatever_the_status() {
        docker.says("POST /containers/sample-lab/start", 500, "{\"message\":\"port is already allocated\"}")
                .says("POST /containers/sample-lab/start", 404, "{\"message\":\"network lost not found\"}")
                .says("POST /containers/sample-lab/start", 404, "{\"message\":\"No such container: sample-lab\"}");

        assertThat(kindOf(() -> docker.engine().start(LAB))).isEqualTo(Kind.REFUSED);
        assertThat(kindOf(() -> docker.engine().start(LAB))).isEqualTo(Kind.REFUSED);
        assertThat(kindOf(() -> docker.engine().start(LAB))).isEqualTo(Kind.ABSENT);
    }

    @Test
    void stopping_tells_the_grace_period() {
        docker.says("POST /containers/sample-lab/stop?t=7", 304, "");

        docker.engine().stop(LAB, Duration.ofSeconds(7));

        assertThat(docker.lines()).contains("POST /v1.41/containers/sample-lab/stop?t=7");
    }

    @Test
    void a_removal_that_is_under_way_is_quiet() {
        docker.says("DELETE /containers/sample-lab?force=1&v=1", 409, "{\"message\":\"already in progress\"}");

        docker.engine().remove(LAB);

        assertThat(docker.lines()).hasSize(2);
    }

    @Test
    void an_engine_is_described() {
        docker.plays("GET /info", 200, "info.json");

        var facts = docker.engine().facts();

        assertThat(facts.product()).isEqualTo("docker");
        assertThat(facts.version()).isEqualTo("20.10.24+dfsg1");
        assertThat(facts.rootless()).isFalse();
        assertThat(facts.place()).isEqualTo("unix://" + folder.resolve("engine.sock"));
    }

    @Test
    void a_rootless_engine_is_known_by_its_security_options() {
        docker.says("GET /info", 200, "{\"SecurityOptions\":[\"name=seccomp,profile=default\",\"name=rootless\"]}");

        assertThat(docker.engine().facts().rootless()).isTrue();
    }

    @Test
    void a_pull_without_a_registry_is_unreachable() {
        docker.plays(
                "POST /images/create?fromImage=localhost%3A1%2Fno%2Fimage&tag=latest", 500, "pull-no-registry.json");

        var kind = kindOf(
                () -> docker.engine().pull(new ImageReference("localhost:1/no/image"), (step, done, total) -> {}));

        assertThat(kind).isEqualTo(Kind.UNREACHABLE);
    }
}
