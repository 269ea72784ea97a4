package io.tazpod.app.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.host.BringUp.Outcome;
import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.run.RunContract;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.engine.FakeExecSession;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BringUpTest {

    private final Host host = new Host();

    private Stop refused() {
        return catchThrowableOfType(Stop.class, () -> host.bringUp().up());
    }

    @Test
    void the_first_time_it_is_created_and_started() {
        host.engine.having(Host.IMAGE);

        assertThat(host.bringUp().up()).isEqualTo(Outcome.CREATED);

        assertThat(host.container().running().running()).isTrue();
        assertThat(host.engine.spec(Host.NAME).orElseThrow().labels())
                .containsEntry(RunContract.LABEL_PROJECT, Host.PROJECT)
                .containsEntry(RunContract.LABEL_OWNER, "1234:1235");
    }

    @Test
    void one_that_was_stopped_is_started() {
        host.engine.having(Host.IMAGE);
        host.bringUp().up();
        host.engine.die(Host.NAME);

        assertThat(host.bringUp().up()).isEqualTo(Outcome.STARTED);
    }

    @Test
    void one_that_runs_is_left_alone() {
        host.engine.having(Host.IMAGE);
        host.bringUp().up();
        var commands = host.engine.executed().size();

        assertThat(host.bringUp().up()).isEqualTo(Outcome.RUNNING);
        assertThat(host.engine.executed()).hasSize(commands);
    }

    @Test
    void an_image_that_is_not_here_is_fetched() {
        host.engine.offering(Host.IMAGE);

        assertThat(host.bringUp().up()).isEqualTo(Outcome.CREATED);
        assertThat(host.talk.said()).containsExactly("fetching the image tazpod-base:latest");
    }

    @Test
    void an_image_that_cannot_be_fetched_has_a_reason_of_its_own() {
        var stop = refused();

        assertThat(stop.reason()).isEqualTo(Reason.IMAGE_MISSING);
        assertThat(stop).hasMessageContaining("tazpod-base:latest").hasMessageContaining("no registry has");
        assertThat(stop.hint()).contains("dev/base-image");
        assertThat(host.container().look()).isEmpty();
    }

    @Test
    void no_image_in_the_configuration_is_a_configuration_error() {
        host.key("image", "");

        assertThat(refused().reason()).isEqualTo(Reason.CONFIG);
    }

    @Test
    void what_the_engine_cannot_give_is_said() {
        host.engine.having(Host.IMAGE).lacking("no /dev/net/tun here");

        host.bringUp().up();

        assertThat(host.talk.warned()).containsExactly("no /dev/net/tun here");
    }

    @Test
    void a_container_that_does_not_become_ready_is_said_with_its_words() {
        host.engine.having(Host.IMAGE).whenRun((_, _) -> FakeExecSession.saying(1, "", "no passwd here"));

        var stop = refused();

        assertThat(stop.reason()).isEqualTo(Reason.ENGINE_REFUSED);
        assertThat(stop).hasMessageContaining("did not become ready: no passwd here");
        assertThat(stop.hint()).isEqualTo("docker logs demo-lab");
    }

    @Test
    void an_engine_that_is_gone_has_a_reason_of_its_own() {
        host.engine.broken(Kind.UNREACHABLE);

        assertThat(refused().reason()).isEqualTo(Reason.NO_ENGINE);
    }

    @Test
    void a_directory_store_is_mounted_where_it_is() {
        host.engine.having(Host.IMAGE);
        host.section("storage", Map.of("type", "directory", "directory", "/mnt/nas"));

        host.bringUp().up();

        assertThat(host.engine.spec(Host.NAME).orElseThrow().binds())
                .contains(new BindMount("/mnt/nas", "/mnt/nas", false));
    }

    @Test
    void a_directory_store_that_is_not_there_is_said_and_left_out() {
        host.engine.having(Host.IMAGE);
        host.section("storage", Map.of("type", "directory", "directory", "/mnt/nas"));
        host.foldersReady = false;

        host.bringUp().up();

        assertThat(host.talk.warned()).singleElement().asString().contains("/mnt/nas");
        assertThat(host.engine.spec(Host.NAME).orElseThrow().binds())
                .noneMatch(bind -> bind.source().equals("/mnt/nas"));
    }
}
