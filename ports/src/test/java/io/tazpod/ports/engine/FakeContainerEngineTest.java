package io.tazpod.ports.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.container.ImageReference;
import io.tazpod.ports.PortFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FakeContainerEngineTest implements ContainerEngineContract {

    private final FakeContainerEngine engine = new FakeContainerEngine().having(image());

    @Override
    public ContainerEngine engine() {
        return engine;
    }

    @Override
    public ImageReference image() {
        return new ImageReference("tazpod-base:latest");
    }

    @Override
    public String prefix() {
        return "fake-";
    }

    @Override
    public boolean runsCommands() {
        return false;
    }

    @Test
    void a_command_does_what_its_script_says() throws IOException {
        engine.whenRun((container, request) -> FakeExecSession.saying(3, container + " ", request.command() + ""));
        var name = started("scripted");

        try (var session = engine.exec(name, command("id"))) {
            var said = new ByteArrayOutputStream();
            session.pump(said, said);
            session.stdin().write('x');

            assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo(name + " [id]");
            assertThat(session.exitCode()).isEqualTo(3);
        }
        assertThat(engine.executed()).containsExactly(command("id"));
    }

    @Test
    void what_is_offered_can_be_pulled_and_nothing_else() {
        var offered = new ImageReference("offered:1");
        var steps = new ArrayList<Long>();
        engine.offering(offered);

        engine.pull(offered, (step, done, total) -> steps.add(done));

        assertThat(engine.image(offered)).isPresent();
        assertThat(steps).isSorted().isNotEmpty();
        assertThat(kindOf(() -> engine.pull(new ImageReference("other:1"), (step, done, total) -> {})))
                .isEqualTo(Kind.ABSENT);
    }

    @Test
    void a_broken_engine_fails_every_call_until_it_is_repaired() {
        engine.broken(Kind.UNREACHABLE);

        assertThat(kindOf(() -> engine.find(name("any")))).isEqualTo(Kind.UNREACHABLE);
        assertThat(engine.repaired().find(name("any"))).isEmpty();
    }
}
