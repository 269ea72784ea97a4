package io.tazpod.app.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.Owner;
import io.tazpod.domain.run.RunContract;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.engine.ContainerFacts;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorContainerTest {

    private final Host host = new Host();

    private void created(ContainerSpec spec) {
        host.engine.having(Host.IMAGE);
        assertThat(host.engine.create(spec)).isEmpty();
    }

    private Stop refused() {
        return catchThrowableOfType(Stop.class, () -> host.container().look());
    }

    @Test
    void is_named_after_the_folder_unless_the_configuration_says_otherwise() {
        assertThat(host.container().name()).isEqualTo(Host.NAME);
        assertThat(host.key("container_name", "mine").container().name().value())
                .isEqualTo("mine");
    }

    @Test
    void is_not_there_before_it_was_made() {
        assertThat(host.container().look()).isEmpty();
    }

    @Test
    void is_found_when_it_is_ours() {
        created(host.spec(Host.PROJECT));

        assertThat(host.container().look()).map(ContainerFacts::name).contains(Host.NAME);
    }

    @Test
    void somebody_elses_container_of_our_name_is_refused() {
        created(Host.labelled(host.spec(Host.PROJECT), Map.of()));

        var stop = refused();

        assertThat(stop.reason()).isEqualTo(Reason.NOT_OURS);
        assertThat(stop).hasMessageContaining("demo-lab").hasMessageContaining("TazPod did not make it");
        assertThat(stop.hint()).contains("container_name");
    }

    @Test
    void another_projects_container_is_refused_with_its_path() {
        created(host.spec("/srv/other/demo"));

        var stop = refused();

        assertThat(stop.reason()).isEqualTo(Reason.NOT_OURS);
        assertThat(stop).hasMessageContaining("/srv/other/demo");
        assertThat(stop.hint()).contains("tazpod --project '/srv/other/demo' down");
    }

    @Test
    void a_container_with_our_label_and_another_folder_mounted_is_refused() {
        var other = host.spec("/srv/other/demo");
        created(Host.labelled(other, host.spec(Host.PROJECT).labels()));

        var stop = refused();

        assertThat(stop.reason()).isEqualTo(Reason.NOT_OURS);
        assertThat(stop).hasMessageContaining("does not have this project mounted");
    }

    @Test
    void one_that_does_not_run_is_told_how_to() {
        created(host.spec(Host.PROJECT));

        var stop = catchThrowableOfType(Stop.class, () -> host.container().running());

        assertThat(stop.reason()).isEqualTo(Reason.NOT_RUNNING);
        assertThat(stop.hint()).isEqualTo("tazpod up");
    }

    @Test
    void shells_belong_to_whom_it_was_created_for() {
        var labels = new HashMap<>(host.spec(Host.PROJECT).labels());
        labels.put(RunContract.LABEL_OWNER, "77:88");
        created(Host.labelled(host.spec(Host.PROJECT), labels));

        var container = host.container();

        assertThat(container.owner(container.look().orElseThrow())).isEqualTo(new Owner(77, 88));
    }

    @Test
    void a_missing_engine_has_a_reason_of_its_own() {
        host.engine.broken(Kind.NOT_INSTALLED);
        assertThat(refused().reason()).isEqualTo(Reason.NO_ENGINE);

        host.engine.broken(Kind.DENIED);
        assertThat(refused().reason()).isEqualTo(Reason.ENGINE_DENIED);
    }
}
