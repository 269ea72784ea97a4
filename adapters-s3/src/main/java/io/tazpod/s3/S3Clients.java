package io.tazpod.s3;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.s3.S3Settings.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/// Builds the SDK's client so that it works with stores other than AWS, and never tries a request twice: it
/// would take the refusal of its own second try for the verdict on the first.
final class S3Clients {

    private S3Clients() {}

    static S3Client of(S3Settings settings) {
        try {
            var builder = S3Client.builder()
                    .httpClientBuilder(http(settings))
                    .region(Region.of(settings.region()))
                    .credentialsProvider(credentials(settings.credentials()))
                    .forcePathStyle(settings.pathStyle())
                    // Ceph before 17 refuses content framed in chunks, and other stores keep the frames in the object;
                    // the checksum then goes into a header, which those that don't know it ignore
                    .serviceConfiguration(S3Configuration.builder()
                            .chunkedEncodingEnabled(false)
                            .build())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()));
            settings.endpoint().ifPresent(builder::endpointOverride);
            return builder.build();
        } catch (SdkClientException failure) {
            throw new PortFailure(
                    Kind.DENIED,
                    "cannot use the store's settings: " + failure.getMessage(),
                    S3Trouble.SIGN_IN,
                    failure);
        }
    }

    private static SdkHttpClient.Builder<?> http(S3Settings settings) {
        var http = Apache5HttpClient.builder()
                .connectionTimeout(settings.timeouts().connect())
                .socketTimeout(settings.timeouts().silence())
                // a thread that closes idle connections outlives its use in a program that ends soon
                .useIdleConnectionReaper(false)
                .proxyConfiguration(proxy(settings.proxy()));
        settings.caBundle().ifPresent(bundle -> {
            var trusted = trusted(bundle);
            http.tlsTrustManagersProvider(() -> trusted);
        });
        return http;
    }

    /// What the SDK would sign with; empty when it finds nothing.
    static Optional<Credentials.Keys> resolved(Credentials credentials) {
        try {
            var found = credentials(credentials).resolveCredentials();
            var token = found instanceof AwsSessionCredentials session
                    ? Optional.of(session.sessionToken())
                    : Optional.<String>empty();
            return Optional.of(new Credentials.Keys(found.accessKeyId(), found.secretAccessKey(), token));
        } catch (SdkException none) {
            return Optional.empty();
        }
    }

    /// The one that was named and no other: the SDK by itself takes HTTP_PROXY for addresses with https as well.
    private static ProxyConfiguration proxy(Optional<URI> address) {
        var proxy = ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
        address.ifPresent(it -> {
            proxy.endpoint(URI.create("http://" + it.getHost() + ":" + (it.getPort() < 0 ? 80 : it.getPort())));
            var user = Optional.ofNullable(it.getUserInfo()).orElse("").split(":", 2);
            if (user.length == 2) {
                proxy.username(user[0]).password(user[1]).preemptiveBasicAuthenticationEnabled(true);
            }
        });
        return proxy.build();
    }

    private static AwsCredentialsProvider credentials(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Keys keys ->
                StaticCredentialsProvider.create(
                        keys.sessionToken().isPresent()
                                ? AwsSessionCredentials.create(
                                        keys.accessKey(),
                                        keys.secretKey(),
                                        keys.sessionToken().get())
                                : AwsBasicCredentials.create(keys.accessKey(), keys.secretKey()));
            case Credentials.Profile(String name) -> ProfileCredentialsProvider.create(name);
            case Credentials.Default _ -> DefaultCredentialsProvider.builder().build();
        };
    }

    private static TrustManager[] trusted(Path bundle) {
        try (var pem = Files.newInputStream(bundle)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException failure) {
            throw new PortFailure(
                    Kind.ABSENT, "cannot read the certificates in " + bundle + ": " + failure.getMessage(), failure);
        }
    }
}
