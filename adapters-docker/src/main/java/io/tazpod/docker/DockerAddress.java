package io.tazpod.docker;

import io.tazpod.enginehttp.EngineTransport;
import io.tazpod.enginehttp.EngineWords;
import io.tazpod.enginehttp.Json;
import io.tazpod.enginehttp.MalformedJson;
import io.tazpod.enginehttp.UnixTransport;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where Docker is to be found, by the rules of its own client: `DOCKER_HOST`, else the context that `DOCKER_CONTEXT`
/// or `config.json` names, else the sockets that installations use.
///
/// A unix socket, which is nearly everybody's case, is decided here. Contexts and TCP go to docker-java, which
/// is loaded then and only then.
final class DockerAddress implements TransportSource {

    static final EngineWords WORDS = new EngineWords(
            "docker",
            "start it with 'sudo systemctl start docker', or install it: https://docs.docker.com/engine/install/",
            "run 'sudo usermod -aG docker $USER', then log out and in again",
            "start it with 'sudo systemctl restart docker'");

    private static final String UNIX = "unix://";

    private final Map<String, String> environment;
    private final Path home;
    private final Path systemSocket;

    DockerAddress(Map<String, String> environment, Path home) {
        this(environment, home, Path.of("/var/run/docker.sock"));
    }

    DockerAddress(Map<String, String> environment, Path home, Path systemSocket) {
        this.environment = environment;
        this.home = home;
        this.systemSocket = systemSocket;
    }

    @Override
    public EngineTransport open() {
        var host = variable("DOCKER_HOST");
        if (host.startsWith(UNIX)) {
            return unix(Path.of(host.substring(UNIX.length())));
        }
        if (host.startsWith("ssh://")) {
            throw noSsh(host);
        }
        if (!host.isEmpty() || !context().isEmpty()) {
            return new ConfiguredAddress(environment, configFolder(), host, context()).open();
        }
        return unix(usualSocket());
    }

    static UnixTransport unix(Path socket) {
        return new UnixTransport(socket, WORDS);
    }

    static PortFailure noSsh(String host) {
        return new PortFailure(
                Kind.NOT_INSTALLED,
                "docker at " + host + " cannot be reached: ssh is not spoken here",
                "forward the socket with 'ssh -NL /tmp/docker.sock:/var/run/docker.sock HOST' and set"
                        + " DOCKER_HOST=unix:///tmp/docker.sock",
                null);
    }

    /// The folder of Docker's client configuration.
    Path configFolder() {
        var folder = variable("DOCKER_CONFIG");
        return folder.isEmpty() ? home.resolve(".docker") : Path.of(folder);
    }

    /// The context in force; empty for the default one.
    private String context() {
        var named = variable("DOCKER_CONTEXT");
        var context = named.isEmpty() ? config().at("currentContext").text("") : named;
        return context.equals("default") ? "" : context;
    }

    /// Docker's client configuration; one that is missing or broken says nothing, as for Docker's own client.
    Json config() {
        try {
            return Json.read(Files.readString(configFolder().resolve("config.json")));
        } catch (IOException | MalformedJson e) {
            return Json.read("{}");
        }
    }

    /// The system's socket when we may use it, else a rootless one or Docker Desktop's where there is one.
    private Path usualSocket() {
        if (Files.isWritable(systemSocket)) {
            return systemSocket;
        }
        var runtime = variable("XDG_RUNTIME_DIR");
        var rootless = Path.of(runtime.isEmpty() ? "/nonexistent" : runtime, "docker.sock");
        if (Files.exists(rootless)) {
            return rootless;
        }
        var desktop = home.resolve(".docker/run/docker.sock");
        return Files.exists(desktop) ? desktop : systemSocket;
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
