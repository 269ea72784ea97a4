package io.tazpod.ports.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.ObjectStore.PutOutcome;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How an adapter reaches a server that is behind an HTTP proxy.
@SuppressWarnings("NullAway.Init") // filled before each test
public abstract class ProxyContract {

    private final ObjectKey key = new ObjectKey("proxied/" + UUID.randomUUID());
    private HttpProxy proxy;

    /// Where a server with a bucket is.
    protected abstract URI server() throws Exception;

    /// A store at this endpoint, that is asked through this proxy.
    protected abstract ObjectStore through(URI proxy, URI endpoint);

    @BeforeEach
    final void openProxy() throws Exception {
        proxy = new HttpProxy(server());
    }

    @AfterEach
    final void closeProxy() throws Exception {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    void a_store_that_only_the_proxy_knows_is_written_and_read_through_it() throws Exception {
        try (var store = through(proxy.address(), proxy.endpoint())) {
            var first = put(store);
            var second = put(store);

            assertThat(first).isInstanceOf(PutOutcome.Stored.class);
            assertThat(second).isInstanceOf(PutOutcome.ConditionFailed.class);
            assertThat(proxy.passed()).isEqualTo(2);
            var sink = new ByteArrayOutputStream();
            assertThat(store.get(key, sink)).isPresent();
            assertThat(sink.toString(UTF_8)).isEqualTo("content");
            assertThat(store.head(key)).isPresent();
            assertThat(store.list(key.value())).hasSize(1);
            assertThat(proxy.passed()).isEqualTo(5);
        }
    }

    /// In clear text the proxy sees the request; to `https` it is asked for a tunnel.
    @ParameterizedTest
    @CsvSource({"http,operator:wrong@", "http,''", "https,operator:wrong@", "https,''"})
    void a_password_that_the_proxy_does_not_take_is_not_blamed_on_the_store(String scheme, String user) {
        var endpoint = URI.create(proxy.endpoint().toString().replace("http:", scheme + ":"));
        try (var store = through(proxy.address(user), endpoint)) {
            for (Runnable deed : List.<Runnable>of(() -> store.head(key), () -> put(store))) {
                var failure = catchThrowableOfType(PortFailure.class, deed::run);

                assertThat(failure.kind()).isEqualTo(Kind.DENIED);
                assertThat(failure.hint()).contains("proxy");
            }
            assertThat(proxy.passed()).isZero();
        }
    }

    @Test
    void a_proxy_that_is_not_there_is_named() throws Exception {
        proxy.close();
        try (var store = through(proxy.address(), proxy.endpoint())) {
            var failure = catchThrowableOfType(PortFailure.class, () -> store.head(key));

            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure).hasMessageContaining(":" + proxy.address().getPort());
        }
    }

    private PutOutcome put(ObjectStore store) {
        return store.put(key, Payload.of("content".getBytes(UTF_8)), Map.of("n", "1"), new Condition.Absent());
    }
}
