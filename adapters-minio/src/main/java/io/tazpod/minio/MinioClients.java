package io.tazpod.minio;

import io.minio.MinioAsyncClient;
import io.minio.credentials.StaticProvider;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/// Builds MinIO's client so that it sends every request once and leaves no thread behind.
final class MinioClients {

    private static final String AUTHORIZATION = "Proxy-Authorization";

    private MinioClients() {}

    static MinioAsyncClient of(MinioSettings settings, OkHttpClient http) {
        var keys = settings.keys();
        return MinioAsyncClient.builder()
                .endpoint(settings.endpoint().toString())
                // named, else the client asks the server for it first
                .region(settings.region())
                .credentialsProvider(new StaticProvider(
                        keys.accessKey(), keys.secretKey(), keys.sessionToken().orElse(null)))
                .httpClient(http)
                .build();
    }

    static OkHttpClient http(MinioSettings settings) {
        // threads that end with the program, unlike OkHttp's own, which keep it alive for a minute
        var threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("minio-", 0).factory());
        var dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequestsPerHost(32);
        var http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(settings.timeouts().connect())
                .readTimeout(settings.timeouts().silence())
                .writeTimeout(settings.timeouts().silence())
                // a write that is sent twice is refused for its own first try
                .retryOnConnectionFailure(false)
                .followRedirects(false);
        if (settings.endpoint().getScheme().equals("http")) {
            // otherwise it reads all the certificates that the JDK trusts, for nothing
            http.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        } else {
            settings.caBundle().ifPresent(bundle -> trust(http, bundle));
        }
        http.proxy(settings.proxy().map(MinioClients::proxy).orElse(Proxy.NO_PROXY));
        settings.proxy().ifPresent(proxy -> authenticate(http, proxy));
        return http.build();
    }

    private static Proxy proxy(URI proxy) {
        int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port));
    }

    /// A proxy did not take what it was given, or was given nothing.
    static final class ProxyRefusal extends IOException {
        private static final long serialVersionUID = 1;

        ProxyRefusal() {
            super("the proxy refuses: HTTP 407");
        }
    }

    private static void authenticate(OkHttpClient.Builder http, URI proxy) {
        var user = Optional.ofNullable(proxy.getUserInfo()).orElse("").split(":", 2);
        var answer = user.length == 2 ? Optional.of(Credentials.basic(user[0], user[1])) : Optional.<String>empty();
        http.proxyAuthenticator((_, asked) -> {
            boolean known = asked.request().header(AUTHORIZATION) != null;
            if (answer.isPresent() && !known) {
                return asked.request()
                        .newBuilder()
                        .header(AUTHORIZATION, answer.get())
                        .build();
            }
            if (asked.challenges().stream().anyMatch(it -> it.scheme().equals("OkHttp-Preemptive"))) {
                // nobody has asked yet
                return null;
            }
            throw new ProxyRefusal();
        });
    }

    private static void trust(OkHttpClient.Builder http, Path bundle) {
        try (var pem = Files.newInputStream(bundle)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            var managers = factory.getTrustManagers();
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            http.sslSocketFactory(context.getSocketFactory(), (X509TrustManager) managers[0]);
        } catch (IOException | GeneralSecurityException failure) {
            throw new PortFailure(
                    Kind.ABSENT, "cannot read the certificates in " + bundle + ": " + failure.getMessage(), failure);
        }
    }
}
