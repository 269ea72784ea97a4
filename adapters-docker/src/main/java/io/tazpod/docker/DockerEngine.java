package io.tazpod.docker;

import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.ImageReference;
import io.tazpod.enginehttp.EngineAnswer;
import io.tazpod.enginehttp.EnginePath;
import io.tazpod.enginehttp.EngineRequest;
import io.tazpod.enginehttp.EngineTransport;
import io.tazpod.enginehttp.Json;
import io.tazpod.enginehttp.Refused;
import io.tazpod.enginehttp.UnixTransport;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.engine.ContainerEngine;
import io.tazpod.ports.engine.ContainerFacts;
import io.tazpod.ports.engine.EngineFacts;
import io.tazpod.ports.engine.ExecRequest;
import io.tazpod.ports.engine.ExecSession;
import io.tazpod.ports.engine.ImageFacts;
import io.tazpod.ports.engine.PullProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Docker Engine, 20.10 and later.
public final class DockerEngine implements ContainerEngine {

    /// Removing unmounts and deletes the container's layer; on a slow disk that takes its time.
    private static final Duration REMOVAL = Duration.ofMinutes(2);

    /// Starting sets up networks and mounts.
    private static final Duration START = Duration.ofMinutes(2);

    private final DockerApi api;
    private final Registry registry;

    DockerEngine(DockerApi api, Registry registry) {
        this.api = api;
        this.registry = registry;
    }

    /// An engine at the address that this environment and home folder tell; nothing is opened before the first call.
    public static DockerEngine connect(Map<String, String> environment, Path home) {
        var address = new DockerAddress(environment, home);
        return new DockerEngine(new DockerApi(address), new Registry(address, environment));
    }

    /// Begins what every engine needs; worth a thread of its own at the start of a process.
    public static void prepare() {
        UnixTransport.prepare();
    }

    /// An engine behind this transport.
    static DockerEngine over(EngineTransport transport) {
        return new DockerEngine(
                new DockerApi(() -> transport),
                new Registry(new DockerAddress(Map.of(), Path.of("/nonexistent")), Map.of()));
    }

    @Override
    public EngineFacts facts() {
        var info = info();
        var rootless = info.at("SecurityOptions").texts().contains("name=rootless");
        return new EngineFacts("docker", info.at("ServerVersion").text("unknown"), rootless, api.place());
    }

    private Json info() {
        return good("describe itself", api.call(EngineRequest.get("/info"))).json();
    }

    @Override
    public Optional<ContainerFacts> find(ContainerName name) {
        var found = inspect(name.value());
        // the texts are compared: the first comparison of two records costs a start half its time
        return found.isPresent() && found.get().name().value().equals(name.value()) ? found : Optional.empty();
    }

    private Optional<ContainerFacts> inspect(String nameOrId) {
        var answer = api.call(EngineRequest.get("/containers/" + nameOrId + "/json"));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        return ContainerReading.facts(
                good("look at container " + nameOrId, answer).json());
    }

    @Override
    public List<ContainerFacts> labelled(String label, String value) {
        var filters = Json.write(Map.of("label", List.of(label + "=" + value)));
        var listed = good(
                "list containers",
                api.call(EngineRequest.get("/containers/json?all=1&filters=" + EnginePath.value(filters))));
        var found = new ArrayList<ContainerFacts>();
        for (var entry : listed.json().items()) {
            // the list lacks the environment; one that vanished in between is no longer of interest
            inspect(entry.at("Id").text("")).ifPresent(found::add);
        }
        found.sort(Comparator.comparing(facts -> facts.name().value()));
        return found;
    }

    @Override
    public Optional<ImageFacts> image(ImageReference image) {
        var answer = api.call(EngineRequest.get("/images/" + EnginePath.name(image.value()) + "/json"));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        var json = good("look at image " + image, answer).json();
        return Optional.of(
                new ImageFacts(json.at("Id").text(""), json.at("Architecture").text("")));
    }

    @Override
    public void pull(ImageReference image, PullProgress progress) {
        new DockerPull(api, registry, image, progress).pull();
    }

    @Override
    public List<String> create(ContainerSpec spec) {
        var creation = new Creation(spec, info(), api.place());
        creation.bridgeWithMtu().ifPresent(network -> new Networks(api).ensure(network, spec.mtu()));
        var request = EngineRequest.post("/containers/create?name=" + spec.name(), Json.write(creation.body()));
        var answer = api.call(request.within(START));
        return creation.missing(good("create container " + spec.name(), answer).json());
    }

    @Override
    public void start(ContainerName name) {
        var answer =
                api.call(EngineRequest.post(container(name) + "/start", null).within(START));
        if (answer.status() == 304 || answer.good()) {
            return;
        }
        var failure = DockerApi.failure("start container " + name, answer);
        // what is missing may also be a network, and a port that is taken is a 500: all of it is a refusal
        var gone = answer.status() == 404 && answer.message().contains("No such container");
        throw gone ? failure : new PortFailure(Kind.REFUSED, String.valueOf(failure.getMessage()));
    }

    @Override
    public void stop(ContainerName name, Duration grace) {
        var request = EngineRequest.post(container(name) + "/stop?t=" + grace.toSeconds(), null);
        var answer = api.call(request.within(grace.plus(START)));
        if (answer.status() != 304) {
            good("stop container " + name, answer);
        }
    }

    @Override
    public void remove(ContainerName name) {
        if (looksLikeId(name) && find(name).isEmpty()) {
            return;
        }
        var answer =
                api.call(EngineRequest.delete(container(name) + "?force=1&v=1").within(REMOVAL));
        // 409: another removal of it is under way, and will have the same end
        if (answer.status() != 404 && answer.status() != 409) {
            good("remove container " + name, answer);
        }
    }

    @Override
    public ExecSession exec(ContainerName name, ExecRequest request) {
        var command = new ExecBody(request, api.version());
        var created = good(
                "run a command in container " + name,
                api.call(EngineRequest.post(container(name) + "/exec", Json.write(command.create()))));
        var id = created.json().at("Id").text("");
        try {
            var stream = api.upgrade(EngineRequest.post("/exec/" + id + "/start", Json.write(command.start())));
            var session = new DockerExec(api, id, stream, request);
            if (!command.startsWithSize()) {
                session.resizeFirst();
            }
            return session;
        } catch (Refused e) {
            throw DockerApi.failure("run a command in container " + name, e.answer());
        }
    }

    /// The path of a container. Docker also takes the beginning of an identifier for a name, so a name that could be
    /// one is looked up first: `cafe` must never become the stranger whose identifier begins so.
    private String container(ContainerName name) {
        if (!looksLikeId(name)) {
            return "/containers/" + name;
        }
        var found = find(name).orElseThrow(() -> new PortFailure(Kind.ABSENT, "there is no container named " + name));
        return "/containers/" + found.id();
    }

    private static boolean looksLikeId(ContainerName name) {
        for (var i = 0; i < name.value().length(); i++) {
            if ("0123456789abcdef".indexOf(name.value().charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static EngineAnswer good(String what, EngineAnswer answer) {
        if (!answer.good()) {
            throw DockerApi.failure(what, answer);
        }
        return answer;
    }

    @Override
    public void close() {
        api.close();
    }
}
