package io.tazpod.ports.engine;

import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.ImageReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A container engine: Docker or Podman, by its HTTP interface.
///
/// Every method throws [PortFailure]: `NOT_INSTALLED` when no engine answers at the expected place,
/// `DENIED`
/// when its
/// socket may not be opened, `UNREACHABLE` when it stopped answering, `TIMED_OUT` when a wait reached
/// its
/// limit.
/// Vault content never goes through an archive (copy) call of the engine: Docker writes it to the
/// host's disk.
/// There is
/// no such method, on purpose.
public interface ContainerEngine extends AutoCloseable {

    /// What the engine is, for messages and for choices such as rootless.
    EngineFacts facts();

    /// The container of exactly this name. A prefix or a part of a name does not match.
    Optional<ContainerFacts> find(ContainerName name);

    /// Every container that carries this label with this value, stopped ones too, sorted by name.
    List<ContainerFacts> labelled(String label, String value);

    /// What is known of a local image; empty when it is not there.
    Optional<ImageFacts> image(ImageReference image);

    /// Fetches an image with the credentials that the engine's own client would use.
    /// `ABSENT` when the registry has no such image or denies it, `UNREACHABLE` when no registry
    /// answers; an
    /// error
    /// that
    /// comes inside an HTTP 200 stream is an error.
    void pull(ImageReference image, PullProgress progress);

    /// Creates, without starting. `REFUSED` when the name is taken, `ABSENT` when the image is not
    /// there.
    /// @return what could not be given on this engine, each a sentence; empty when everything was
    List<String> create(ContainerSpec spec);

    /// Starts; quiet when it already runs. When the engine cannot start it: `REFUSED` with the engine's
    /// words.
    void start(ContainerName name);

    /// Stops with SIGTERM, then SIGKILL after the grace period; quiet when it is stopped; `ABSENT` when
    /// there
    /// is none.
    void stop(ContainerName name, Duration grace);

    /// Removes a container with its anonymous volumes, killing it if it runs; quiet when there is none.
    void remove(ContainerName name);

    /// Starts a command in a running container, attached. The caller closes the session.
    /// `REFUSED` when the container does not run, `ABSENT` when there is none.
    ExecSession exec(ContainerName name, ExecRequest request);

    @Override
    void close();
}
