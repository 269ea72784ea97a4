package io.tazpod.ports.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.FaultProxy.Fault;
import io.tazpod.ports.store.FaultProxy.Refusal;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.ObjectStore.PutOutcome;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What an adapter for a protocol over TCP says when the line or the server fails. Above all: it sends a write
/// once, since the refusal of a second try would be taken for the verdict on the first.
@SuppressWarnings("NullAway.Init") // filled before each test
public abstract class FaultContract {

    private final ObjectKey key = new ObjectKey("faults/" + UUID.randomUUID());
    private FaultProxy proxy;
    private ObjectStore store;

    /// Where a server with a bucket is.
    protected abstract URI server() throws Exception;

    /// A store by way of this endpoint, that waits no longer than two seconds for a silent line.
    protected abstract ObjectStore through(URI endpoint);

    @BeforeEach
    final void openProxy() throws Exception {
        proxy = new FaultProxy(server());
        store = through(proxy.endpoint());
    }

    @AfterEach
    final void closeProxy() throws Exception {
        if (store != null) {
            store.close();
        }
        if (proxy != null) {
            proxy.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_REQUEST", "DROP_ANSWER", "CUT_REQUEST"})
    void a_cut_line_is_no_verdict_and_the_write_is_sent_once(Fault fault) {
        assertThat(failure(fault).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(proxy.writes()).isEqualTo(1);
    }

    @Test
    void a_late_answer_is_no_verdict() {
        assertThat(failure(Fault.DELAY_ANSWER).kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(proxy.writes()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER_500", "ANSWER_503", "REFUSE_500", "REFUSE_503"})
    void a_fault_of_the_server_is_no_verdict(Fault fault) {
        assertThat(failure(fault).kind()).isEqualTo(Kind.BUSY);
        assertThat(proxy.writes()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER_409", "ANSWER_412"})
    void a_refused_condition_is_handed_on_even_if_the_write_was_done(Fault fault) {
        proxy.next(fault);

        assertThat(put()).isInstanceOf(PutOutcome.ConditionFailed.class);
        assertThat(proxy.writes()).isEqualTo(1);
        assertThat(store.head(key)).isPresent();
    }

    @Test
    void another_region_is_said() {
        var failure = failure(Fault.REFUSE_301);

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.hint()).contains("storage.region");
    }

    @Test
    void an_expired_token_is_denied() {
        var failure = failure(Fault.REFUSE_EXPIRED);

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure.hint()).contains("tazpod login");
        assertThat(proxy.writes()).isEqualTo(1);
    }

    @Test
    void a_clock_that_is_wrong_is_said() {
        // refused for its date it was not looked at: a client that has learned the server's time may try once more
        proxy.next(Fault.REFUSE_SKEWED);
        var failure = failure(Fault.REFUSE_SKEWED);

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure.hint()).contains("clock");
        assertThat(proxy.writes()).isLessThanOrEqualTo(2);
    }

    /// The server's answer has taught a client that corrects itself an hour too much, so that what follows is
    /// refused by the real server, and for its real time.
    @Test
    void what_is_asked_by_a_clock_that_was_corrected_wrongly_is_answered_in_the_end() {
        misleadTheClock();
        assertThat(store.head(key)).isEmpty();

        misleadTheClock();
        assertThat(put()).isInstanceOf(PutOutcome.Stored.class);

        misleadTheClock();
        assertThat(store.list(key.value())).hasSize(1);
    }

    private void misleadTheClock() {
        proxy.next(Fault.REFUSE_SKEWED, Fault.REFUSE_SKEWED);
        while (proxy.waiting() > 0) {
            assertThat(catchThrowableOfType(PortFailure.class, this::put).hint())
                    .contains("clock");
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(403, "RequestTimeTooSkewed", "clock"),
                Arguments.of(400, "ExpiredToken", "tazpod login"),
                Arguments.of(400, "InvalidToken", "tazpod login"),
                Arguments.of(400, "AuthorizationHeaderMalformed", "storage.region: eu-west-1"),
                Arguments.of(301, "PermanentRedirect", "storage.region: eu-west-1"));
    }

    /// As S3 refuses them: a code in words to GET and PUT, and to HEAD nothing but the status.
    @ParameterizedTest
    @MethodSource("refusals")
    void the_reason_of_a_refusal_is_told_whatever_was_asked(int status, String code, String hint) {
        proxy.refuse(new Refusal(status, code, "x-amz-bucket-region: eu-west-1"));

        for (Runnable deed : List.<Runnable>of(
                () -> store.head(key), () -> store.list("faults/"), this::put, () -> store.delete(key))) {
            var failure = catchThrowableOfType(PortFailure.class, deed::run);
            assertThat(failure.hint()).contains(hint);
            assertThat(failure.kind()).isEqualTo(hint.contains("region") ? Kind.REFUSED : Kind.DENIED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_every_fault_the_store_can_be_used(Fault fault) throws Exception {
        proxy.next(fault);
        try {
            put();
        } catch (PortFailure spoilt) {
            assertThat(spoilt).hasMessageStartingWith("cannot write " + key);
        }

        store.put(key, Payload.of("after".getBytes(UTF_8)), Map.of(), new Condition.None());

        var sink = new ByteArrayOutputStream();
        assertThat(store.get(key, sink)).isPresent();
        assertThat(sink.toString(UTF_8)).isEqualTo("after");
    }

    @Test
    void what_answers_but_is_no_store_is_said() throws Exception {
        try (var page = new LoginPage();
                var elsewhere = through(page.endpoint())) {
            var failure = catchThrowableOfType(PortFailure.class, () -> elsewhere.head(key));

            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure).hasMessageContaining("no object store");
            assertThat(failure.hint()).contains("storage.endpoint");
        }
    }

    @Test
    void a_server_that_is_not_there_is_unreachable() throws Exception {
        proxy.close();

        var failure = catchThrowableOfType(PortFailure.class, () -> store.head(key));

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.hint()).isNotBlank();
    }

    private PortFailure failure(Fault fault) {
        proxy.next(fault);
        return catchThrowableOfType(PortFailure.class, this::put);
    }

    private PutOutcome put() {
        return store.put(key, Payload.of(new byte[300_000]), Map.of("tazpod-rev", "1"), new Condition.Absent());
    }
}
