package io.tazpod.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.container.ImageReference;
import io.tazpod.ports.PortFailure.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', delimiter = '|', textBlock = """
                    debian                          | debian                   | latest     | https://index.docker.io/v1/
                    debian:bookworm                 | debian                   | bookworm   | https://index.docker.io/v1/
                    docker.io/library/debian:1      | docker.io/library/debian | 1          | https://index.docker.io/v1/
                    owner/name                      | owner/name               | latest     | https://index.docker.io/v1/
                    ghcr.io/owner/name:1.2          | ghcr.io/owner/name       | 1.2        | ghcr.io
                    localhost/name                  | localhost/name           | latest     | localhost
                    host:5000/name                  | host:5000/name           | latest     | host:5000
                    host:5000/name:tag@sha256:abc   | host:5000/name           | sha256:abc | host:5000
                    name@sha256:abc                 | name                     | sha256:abc | https://index.docker.io/v1/
                    """)
    void a_reference_is_taken_apart_as_dockers_client_does(
            String reference, String repository, String version, String registry) {
        var name = ImageName.of(new ImageReference(reference));

        assertThat(name).isEqualTo(new ImageName(repository, version));
        assertThat(name.registry()).isEqualTo(registry);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', delimiter = '|', textBlock = """
                    UNREACHABLE | 500 | Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host
                    UNREACHABLE | 500 | Get "http://localhost:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused
                    UNREACHABLE | 500 | Get "https://r/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)
                    ABSENT      | 404 | pull access denied for nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
                    ABSENT      | 404 | manifest for debian:nope not found: manifest unknown: manifest unknown
                    ABSENT      | 500 | Head "https://ghcr.io/v2/x/y/manifests/1": unauthorized
                    FULL        | 200 | write /var/lib/docker/tmp/GetImageBlob1: no space left on device
                    BUSY        | 500 | something else
                    REFUSED     | 200 | filesystem layer verification failed for digest sha256:abc
                    """)
    void dockers_words_about_a_failed_pull_are_understood(Kind kind, int status, String said) {
        var failure = PullFailure.of(new ImageReference("ghcr.io/x/y:1"), status, said);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(said);
    }
}
