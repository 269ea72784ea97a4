package io.tazpod.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import io.tazpod.enginehttp.EngineTransport;
import io.tazpod.enginehttp.OkHttpTransport;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// An address that docker-java works out: a context, or a TCP address with or without TLS. The only class on the way
/// to an engine that loads docker-java.
final class ConfiguredAddress {

    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    private final Map<String, String> environment;
    private final Path configFolder;
    private final String host;
    private final String context;

    ConfiguredAddress(Map<String, String> environment, Path configFolder, String host, String context) {
        this.environment = environment;
        this.configFolder = configFolder;
        this.host = host;
        this.context = context;
    }

    EngineTransport open() {
        var config = configuration();
        var address = config.getDockerHost();
        return switch (String.valueOf(address.getScheme())) {
            case "unix" -> DockerAddress.unix(Path.of(address.getPath()));
            case "tcp", "http", "https" -> tcp(address);
            case "ssh" -> throw DockerAddress.noSsh(address.toString());
            default ->
                throw new PortFailure(
                        Kind.NOT_INSTALLED,
                        "docker at " + address + " cannot be reached: its protocol is not spoken here",
                        "set DOCKER_HOST to unix:///… or tcp://…",
                        null);
        };
    }

    /// Everything is handed in: docker-java would otherwise read this process's environment and properties.
    private DefaultDockerClientConfig configuration() {
        var properties = new Properties();
        properties.setProperty(DefaultDockerClientConfig.DOCKER_CONFIG, configFolder.toString());
        // certificates are none of its business: it reads them by Bouncy Castle, which is not here
        var builder = new DefaultDockerClientConfig.Builder()
                .withProperties(properties)
                .withCustomSslConfig(() -> null);
        if (!host.isEmpty()) {
            builder.withDockerHost(host);
        } else if (contextExists()) {
            builder.withDockerContext(context);
        } else {
            throw unusable("there is no context '" + context + "'", null);
        }
        try {
            return builder.build();
        } catch (RuntimeException e) {
            // docker-java says everything that is wrong with a configuration by exceptions of its own and the JDK's
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    /// docker-java takes this machine's engine for a context that it does not find, which may be the wrong engine.
    private boolean contextExists() {
        return Files.exists(ofContext("meta").resolve("meta.json"));
    }

    /// What Docker's client keeps of the context: `meta` or `tls`.
    private Path ofContext(String kind) {
        try {
            var name = MessageDigest.getInstance("SHA-256").digest(context.getBytes(StandardCharsets.UTF_8));
            return configFolder
                    .resolve("contexts")
                    .resolve(kind)
                    .resolve(HexFormat.of().formatHex(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static PortFailure unusable(String why, @Nullable Exception cause) {
        return new PortFailure(
                Kind.NOT_INSTALLED,
                "docker's configuration names no usable engine: " + why,
                "look at 'docker context ls', DOCKER_HOST and DOCKER_CONTEXT",
                cause);
    }

    /// A context has certificates of its own; an address has those of `DOCKER_CERT_PATH` when `DOCKER_TLS_VERIFY` is
    /// set, to any word, as Docker's client takes it.
    private Optional<Path> certificates() {
        if (host.isEmpty()) {
            return Optional.of(ofContext("tls").resolve("docker")).filter(Files::isDirectory);
        }
        var folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
        return environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()
                ? Optional.empty()
                : Optional.of(folder.isEmpty() ? configFolder : Path.of(folder));
    }

    private EngineTransport tcp(URI address) {
        var folder = certificates();
        var secure = folder.isPresent() || "https".equals(address.getScheme());
        var port = address.getPort() > 0 ? address.getPort() : secure ? TLS_PORT : PLAIN_PORT;
        return folder.isPresent()
                ? tls(address.getHost(), port, folder.get())
                : OkHttpTransport.tcp(address.getHost(), port, secure, DockerAddress.WORDS);
    }

    private static EngineTransport tls(String server, int port, Path folder) {
        try {
            var certificates = new ClientCertificates(folder);
            return OkHttpTransport.tls(server, port, certificates.context(), certificates.trust(), DockerAddress.WORDS);
        } catch (NoSuchFileException missing) {
            throw unusable(folder, missing.getFile() + " is missing", missing);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(folder, String.valueOf(e.getMessage()), e);
        }
    }

    private static PortFailure unusable(Path folder, String why, Exception cause) {
        return new PortFailure(
                Kind.DENIED,
                "the certificates for docker in " + folder + " cannot be used: " + why,
                "put ca.pem, cert.pem and key.pem there, or set DOCKER_CERT_PATH",
                cause);
    }
}
