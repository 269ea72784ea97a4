package io.tazpod.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.util.CertificateUtils;
import io.tazpod.enginehttp.EngineTransport;
import io.tazpod.enginehttp.OkHttpTransport;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
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
            case "tcp", "http", "https" -> tcp(address, tlsFolder(config));
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
        } else {
            builder.withDockerContext(context);
        }
        try {
            return builder.build();
        } catch (RuntimeException e) {
            // docker-java says everything that is wrong with a configuration by exceptions of its own and the JDK's
            throw new PortFailure(
                    Kind.NOT_INSTALLED,
                    "docker's configuration names no usable engine: " + e.getMessage(),
                    "look at 'docker context ls', DOCKER_HOST and DOCKER_CONTEXT",
                    e);
        }
    }

    private Path certificates() {
        var folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
        return folder.isEmpty() ? configFolder : Path.of(folder);
    }

    private static @Nullable Path tlsFolder(DefaultDockerClientConfig config) {
        return config.getSSLConfig() instanceof LocalDirectorySSLConfig local
                ? Path.of(local.getDockerCertPath())
                : null;
    }

    private static EngineTransport tcp(URI address, @Nullable Path tls) {
        var secure = tls != null || "https".equals(address.getScheme());
        var port = address.getPort() > 0 ? address.getPort() : secure ? TLS_PORT : PLAIN_PORT;
        if (tls == null) {
            return OkHttpTransport.tcp(address.getHost(), port, secure, DockerAddress.WORDS);
        }
        try {
            var trust = trust(tls);
            return OkHttpTransport.tls(address.getHost(), port, context(tls, trust), trust, DockerAddress.WORDS);
        } catch (IOException | GeneralSecurityException e) {
            throw new PortFailure(
                    Kind.DENIED,
                    "the certificates for docker in " + tls + " cannot be used: " + e.getMessage(),
                    "put ca.pem, cert.pem and key.pem there, or set DOCKER_CERT_PATH",
                    e);
        }
    }

    private static X509TrustManager trust(Path tls) throws IOException, GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(CertificateUtils.createTrustStore(Files.readString(tls.resolve("ca.pem"))));
        for (var manager : trust.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this runtime has no trust manager for X.509");
    }

    private static SSLContext context(Path tls, X509TrustManager trust) throws IOException, GeneralSecurityException {
        // the password that docker-java gives the store it makes in memory
        var password = "docker".toCharArray();
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(
                CertificateUtils.createKeyStore(
                        Files.readString(tls.resolve("key.pem")), Files.readString(tls.resolve("cert.pem"))),
                password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new X509TrustManager[] {trust}, null);
        return context;
    }
}
