package io.tazpod.ports.engine;

import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.ImageReference;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A container engine in memory. Its containers have states but no processes: what a command does is scripted by
/// [#whenRun].
public final class FakeContainerEngine implements ContainerEngine {

    /// What a command does in place of a process.
    @FunctionalInterface
    public interface Script {
        FakeExecSession run(ContainerName container, ExecRequest request);
    }

    /// A container with its state.
    private record Container(String id, ContainerSpec spec, String status) {

        Container now(String otherStatus) {
            return new Container(id, spec, otherStatus);
        }

        boolean running() {
            return status.equals("running");
        }
    }

    private final Map<String, Container> containers = new TreeMap<>();
    private final Map<String, ImageFacts> images = new LinkedHashMap<>();
    private final Set<String> registry = new TreeSet<>();
    private final List<ExecRequest> executed = new ArrayList<>();
    private List<String> missing = List.of();
    private Script script = (container, request) -> FakeExecSession.ending(0);
    private Optional<PortFailure> broken = Optional.empty();
    private int created;

    /// An image that is here.
    public FakeContainerEngine having(ImageReference image) {
        images.put(image.value(), new ImageFacts("sha256:" + "%064x".formatted(images.size() + 1), "amd64"));
        return this;
    }

    /// An image that can be pulled.
    public FakeContainerEngine offering(ImageReference image) {
        registry.add(image.value());
        return this;
    }

    /// What every following creation reports as not given.
    public FakeContainerEngine lacking(String... sentences) {
        missing = List.of(sentences);
        return this;
    }

    /// What commands do from now on.
    public FakeContainerEngine whenRun(Script otherScript) {
        script = otherScript;
        return this;
    }

    /// From now on every call fails so.
    public FakeContainerEngine broken(Kind kind) {
        broken = Optional.of(new PortFailure(kind, "the fake engine is " + kind, "repair the fake", null));
        return this;
    }

    /// Calls are answered again.
    public FakeContainerEngine repaired() {
        broken = Optional.empty();
        return this;
    }

    /// The commands that were run, in their order.
    public List<ExecRequest> executed() {
        return List.copyOf(executed);
    }

    /// The specification that a container was created from.
    public Optional<ContainerSpec> spec(ContainerName name) {
        return Optional.ofNullable(containers.get(name.value())).map(Container::spec);
    }

    /// The container's end from outside: a crash, or somebody's `docker stop`.
    public void die(ContainerName name) {
        containers.computeIfPresent(name.value(), (key, container) -> container.now("exited"));
    }

    @Override
    public EngineFacts facts() {
        answer();
        return new EngineFacts("fake", "1.0", false, "memory");
    }

    @Override
    public Optional<ContainerFacts> find(ContainerName name) {
        answer();
        return Optional.ofNullable(containers.get(name.value())).map(FakeContainerEngine::facts);
    }

    private static ContainerFacts facts(Container container) {
        var spec = container.spec();
        return new ContainerFacts(
                container.id(),
                spec.name(),
                container.running(),
                container.status(),
                spec.image().value(),
                spec.labels(),
                spec.binds(),
                spec.environment());
    }

    @Override
    public List<ContainerFacts> labelled(String label, String value) {
        answer();
        var found = new ArrayList<ContainerFacts>();
        for (var container : containers.values()) {
            if (value.equals(container.spec().labels().get(label))) {
                found.add(facts(container));
            }
        }
        return found;
    }

    @Override
    public Optional<ImageFacts> image(ImageReference image) {
        answer();
        return Optional.ofNullable(images.get(image.value()));
    }

    @Override
    public void pull(ImageReference image, PullProgress progress) {
        answer();
        if (!registry.contains(image.value())) {
            throw new PortFailure(Kind.ABSENT, "no registry has " + image);
        }
        progress.at("Downloading", 50, 100);
        progress.at("Pull complete", 100, 100);
        having(image);
    }

    @Override
    public List<String> create(ContainerSpec spec) {
        answer();
        if (!images.containsKey(spec.image().value())) {
            throw new PortFailure(Kind.ABSENT, "there is no image " + spec.image());
        }
        if (containers.containsKey(spec.name().value())) {
            throw new PortFailure(Kind.REFUSED, "the name " + spec.name() + " is taken");
        }
        var id = "%064x".formatted(0xfa4e0000L << 24 | ++created);
        containers.put(spec.name().value(), new Container(id, spec, "created"));
        return missing;
    }

    @Override
    public void start(ContainerName name) {
        answer();
        var container = known(name);
        containers.put(name.value(), container.now("running"));
    }

    @Override
    public void stop(ContainerName name, Duration grace) {
        answer();
        var container = known(name);
        if (container.running()) {
            containers.put(name.value(), container.now("exited"));
        }
    }

    @Override
    public void remove(ContainerName name) {
        answer();
        containers.remove(name.value());
    }

    @Override
    public ExecSession exec(ContainerName name, ExecRequest request) {
        answer();
        if (!known(name).running()) {
            throw new PortFailure(Kind.REFUSED, "container " + name + " does not run");
        }
        executed.add(request);
        return script.run(name, request);
    }

    private Container known(ContainerName name) {
        var container = containers.get(name.value());
        if (container == null) {
            throw new PortFailure(Kind.ABSENT, "there is no container named " + name);
        }
        return container;
    }

    private void answer() {
        if (broken.isPresent()) {
            throw broken.get();
        }
    }

    @Override
    public void close() {}
}
