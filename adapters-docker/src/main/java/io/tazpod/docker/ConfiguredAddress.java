package io.tazpod.docker;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.util.CertificateUtils;
import com.github.dockerjava.transport.SSLConfig;
import io.tazpod.enginehttp.EngineTransport;
import io.tazpod.enginehttp.OkHttpTransport;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
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
            case "tcp", "http", "https" -> tcp(address, config.getSSLConfig());
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
        properties.setProperty(
                DefaultDockerClientConfig.DOCKER_CERT_PATH, certificates().toString());
        // docker's client takes any word for yes, docker-java wants "1"
        var verify = environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty() ? "0" : "1";
        properties.setProperty(DefaultDockerClientConfig.DOCKER_TLS_VERIFY, verify);
        var builder = new DefaultDockerClientConfig.Builder().withProperties(properties);
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
        try {
            var name = MessageDigest.getInstance("SHA-256").digest(context.getBytes(StandardCharsets.UTF_8));
            var folder =
                    configFolder.resolve("contexts/meta").resolve(HexFormat.of().formatHex(name));
            return Files.exists(folder.resolve("meta.json"));
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

    private Path certificates() {
        var folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
        return folder.isEmpty() ? configFolder : Path.of(folder);
    }

    private static EngineTransport tcp(URI address, @Nullable SSLConfig tls) {
        var secure = tls != null || "https".equals(address.getScheme());
        var port = address.getPort() > 0 ? address.getPort() : secure ? TLS_PORT : PLAIN_PORT;
        if (!(tls instanceof LocalDirectorySSLConfig local)) {
            return OkHttpTransport.tcp(address.getHost(), port, secure, DockerAddress.WORDS);
        }
        var folder = Path.of(local.getDockerCertPath());
        try {
            return OkHttpTransport.tls(
                    address.getHost(), port, local.getSSLContext(), trust(folder), DockerAddress.WORDS);
        } catch (IOException | GeneralSecurityException | DockerClientException e) {
            throw new PortFailure(
                    Kind.DENIED,
                    "the certificates for docker in " + folder + " cannot be used: " + e.getMessage(),
                    "put ca.pem, cert.pem and key.pem there, or set DOCKER_CERT_PATH",
                    e);
        }
    }

    /// The trust in `ca.pem` that docker-java has put into its context, which does not hand it out again.
    private static X509TrustManager trust(Path folder) throws IOException, GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(CertificateUtils.createTrustStore(Files.readString(folder.resolve("ca.pem"))));
        for (var manager : trust.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this runtime has no trust manager for X.509");
    }
}
