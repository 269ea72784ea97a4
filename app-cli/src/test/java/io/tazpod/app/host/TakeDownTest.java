package io.tazpod.app.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.ports.engine.ExecRequest;
import io.tazpod.ports.engine.FakeExecSession;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeDownTest {

    private final Host host = new Host();

    private void up() {
        host.engine.having(Host.IMAGE);
        host.bringUp().up();
    }

    private void lockEnds(int code) {
        host.engine.whenRun((_, _) -> FakeExecSession.ending(code));
    }

    private List<String> lastCommand() {
        return host.engine.executed().stream()
                .map(ExecRequest::command)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @Test
    void locks_before_it_removes() {
        up();
        lockEnds(0);

        assertThat(host.takeDown().down(false)).isTrue();

        assertThat(lastCommand()).contains("lock").doesNotContain("--discard");
        assertThat(host.container().look()).isEmpty();
    }

    @Test
    void a_save_that_fails_keeps_the_container() {
        up();
        lockEnds(24);

        var stop = catchThrowableOfType(Stop.class, () -> host.takeDown().down(false));

        assertThat(stop.reason()).isEqualTo(Reason.SAVE_FAILED);
        assertThat(stop).hasMessageContaining("24").hasMessageContaining("runs on");
        assertThat(stop.hint()).contains("tazpod down --discard");
        assertThat(host.container().running().running()).isTrue();
    }

    @Test
    void discarding_says_so_to_the_lock_and_goes_on_whatever_it_answers() {
        up();
        lockEnds(26);

        assertThat(host.takeDown().down(true)).isTrue();

        assertThat(lastCommand()).contains("lock", "--discard");
        assertThat(host.talk.warned()).hasSize(1);
        assertThat(host.container().look()).isEmpty();
    }

    @Test
    void one_that_was_stopped_is_removed_without_a_lock() {
        up();
        host.engine.die(Host.NAME);
        var commands = host.engine.executed().size();

        assertThat(host.takeDown().down(false)).isTrue();

        assertThat(host.engine.executed()).hasSize(commands);
        assertThat(host.container().look()).isEmpty();
    }

    @Test
    void nothing_there_is_nothing_done() {
        assertThat(host.takeDown().down(false)).isFalse();
    }

    @Test
    void somebody_elses_container_is_left_alone() {
        host.engine.having(Host.IMAGE);
        assertThat(host.engine.create(host.spec("/srv/other/demo"))).isEmpty();

        var stop = catchThrowableOfType(Stop.class, () -> host.takeDown().down(true));

        assertThat(stop.reason()).isEqualTo(Reason.NOT_OURS);
        assertThat(host.engine.find(Host.NAME)).isPresent();
    }
}
