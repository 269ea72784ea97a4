package io.tazpod.docker;

import io.tazpod.enginehttp.EngineAnswer;
import io.tazpod.enginehttp.EngineRequest;
import io.tazpod.enginehttp.EngineStream;
import io.tazpod.enginehttp.EngineTransport;
import io.tazpod.enginehttp.Refused;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Docker's interface at the level that the engine and we both know, reached at the first call.
///
/// The level is learnt from the `Api-Version` header that Docker puts on every answer. A question that is asked first
/// goes without a level, which every Docker answers at its own newest; so a warm entry pays no round trip for the
/// negotiation. An order that comes first is preceded by a ping. From then on every request names the level, because
/// a level that is named keeps its meaning when the engine grows newer ones.
final class DockerApi implements AutoCloseable {

    private final TransportSource opening;
    private @Nullable EngineTransport transport;
    private volatile @Nullable ApiVersion version;

    DockerApi(TransportSource opening) {
        this.opening = opening;
    }

    EngineAnswer call(EngineRequest request) {
        if (version == null && !request.method().equals("GET")) {
            version();
        }
        var answer = transport().call(levelled(request));
        learn(answer);
        return answer;
    }

    EngineStream upgrade(EngineRequest request) throws Refused {
        version();
        return transport().upgrade(levelled(request));
    }

    void lines(EngineRequest request, Consumer<String> each) throws Refused {
        version();
        transport().lines(levelled(request), each);
    }

    ApiVersion version() {
        var known = version;
        if (known == null) {
            known = learn(transport().call(EngineRequest.get("/_ping")));
        }
        return known;
    }

    String place() {
        return transport().place();
    }

    private ApiVersion learn(EngineAnswer answer) {
        var known = version;
        if (known == null) {
            known = ApiVersion.negotiate(answer.header("api-version"));
            version = known;
        }
        return known;
    }

    private EngineRequest levelled(EngineRequest request) {
        return version == null
                ? request
                : new EngineRequest(
                        request.method(),
                        "/v" + version + request.path(),
                        request.json(),
                        request.headers(),
                        request.limit());
    }

    private synchronized EngineTransport transport() {
        if (transport == null) {
            transport = opening.open();
        }
        return transport;
    }

    /// What an answer that is not good means.
    ///
    /// @param what what was asked for, as in "docker refused to …"
    static PortFailure failure(String what, EngineAnswer answer) {
        var kind = kind(answer.status());
        var said = answer.message().isEmpty() ? "HTTP status " + answer.status() : answer.message();
        return new PortFailure(kind, "docker did not " + what + ": " + said);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> Kind.DENIED;
            case 404 -> Kind.ABSENT;
            case 400, 409 -> Kind.REFUSED;
            default -> status >= 500 ? Kind.BUSY : Kind.UNEXPECTED;
        };
    }

    @Override
    public synchronized void close() {
        if (transport != null) {
            transport.close();
            transport = null;
        }
    }
}
