package io.tazpod.app.host;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.domain.container.ImageReference;
import io.tazpod.domain.container.Owner;
import io.tazpod.domain.project.GuestPaths;
import io.tazpod.domain.run.RunContract;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.engine.ContainerEngine;
import io.tazpod.ports.engine.ContainerFacts;
import io.tazpod.ports.engine.EngineFacts;
import io.tazpod.ports.engine.ExecRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings the operator's container up: creates it, starts it, or leaves it as it is.
public final class BringUp {

    private final ContainerEngine engine;
    private final OperatorContainer container;
    private final TazpodConfig config;
    private final String project;
    private final HostFacts host;
    private final Talk talk;

    public BringUp(
            ContainerEngine engine,
            OperatorContainer container,
            TazpodConfig config,
            String project,
            HostFacts host,
            Talk talk) {
        this.engine = engine;
        this.container = container;
        this.config = config;
        this.project = project;
        this.host = host;
        this.talk = talk;
    }

    /// What it took.
    public enum Outcome {
        CREATED,
        STARTED,
        RUNNING
    }

    public Outcome up() {
        var found = container.look();
        try {
            if (found.isEmpty()) {
                create();
                start();
                return Outcome.CREATED;
            }
            if (found.get().running()) {
                return Outcome.RUNNING;
            }
            start();
            return Outcome.STARTED;
        } catch (PortFailure failure) {
            throw EngineStops.of(failure);
        }
    }

    private void create() {
        var image = config.image()
                .orElseThrow(() -> new Stop(
                        Reason.CONFIG,
                        "no image is configured",
                        "set 'image:' in .tazpod/config.yaml, such as image: debian:bookworm"));
        if (engine.image(image).isEmpty()) {
            pull(image);
        }
        var facts = engine.facts();
        var spec = RunContract.spec(container.name(), image, config, contractHost(facts));
        engine.create(spec).forEach(talk::warn);
    }

    private void pull(ImageReference image) {
        talk.say("fetching the image " + image);
        try {
            engine.pull(image, (step, done, total) -> talk.progress(progress(step, done, total)));
        } catch (PortFailure failure) {
            throw new Stop(
                    Reason.IMAGE_MISSING,
                    "the image " + image + " is not here and can't be fetched: " + failure.getMessage(),
                    failure.kind() == Kind.DENIED && failure.hint() != null
                            ? failure.hint()
                            : "set 'image:' in .tazpod/config.yaml to one that is, such as debian:bookworm;"
                                    + " TazPod's own is made in its checkout: dev/base-image",
                    failure);
        }
    }

    private static String progress(String step, long done, long total) {
        return total <= 0 ? step : step + " " + (done >> 20) + "/" + (total >> 20) + " MiB";
    }

    private RunContract.Host contractHost(EngineFacts facts) {
        // rootless: root in there is this user out here
        var owner = facts.rootless() ? Owner.ROOT : host.user();
        var store = config.storage().type() == StorageConfig.Type.DIRECTORY
                ? config.storage().directory().filter(this::mountable)
                : Optional.<String>empty();
        return new RunContract.Host(
                project, owner, host.distribution(), host.ssh(), store, facts.rootless() ? 0 : host.memoryBytes());
    }

    private boolean mountable(String directory) {
        boolean ready = host.side().ready(directory);
        if (!ready) {
            talk.warn("the store's directory " + directory + " is not there and is not mounted into the container");
        }
        return ready;
    }

    private void start() {
        engine.start(container.name());
        awaitReady();
    }

    /// PID 1 settles users and folders first; a shell before that would find somebody else's home.
    private void awaitReady() {
        var request = new ExecRequest(
                List.of(GuestPaths.LIBEXEC + "guest-ready"), Owner.ROOT, "/", Map.of(), Optional.empty(), false);
        var output = new ByteArrayOutputStream();
        try (var session = engine.exec(container.name(), request)) {
            session.pump(output, output);
            if (session.exitCode() != 0) {
                throw new Stop(
                        Reason.ENGINE_REFUSED,
                        "the container " + container.name() + " did not become ready: "
                                + output.toString(StandardCharsets.UTF_8).strip(),
                        "docker logs " + container.name());
            }
        } catch (IOException cut) {
            throw new Stop(Reason.NO_ENGINE, "the engine stopped answering", null, cut);
        }
    }

    /// The facts after [#up].
    public ContainerFacts running() {
        return container.running();
    }
}
