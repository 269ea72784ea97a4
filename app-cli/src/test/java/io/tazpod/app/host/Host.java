package io.tazpod.app.host;

import io.tazpod.app.RecordingTalk;
import io.tazpod.domain.config.ConfigNode;
import io.tazpod.domain.config.ConfigReading;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.ImageReference;
import io.tazpod.domain.container.Owner;
import io.tazpod.domain.run.RunContract;
import io.tazpod.ports.engine.FakeContainerEngine;
import io.tazpod.ports.machine.FakeProjectFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The host's side of a test: a project at `/home/op/demo`, and an engine in memory.
final class Host {

    static final String PROJECT = "/home/op/demo";
    static final ContainerName NAME = new ContainerName("demo-lab");
    static final ImageReference IMAGE = new ImageReference("tazpod-base:latest");

    final FakeContainerEngine engine = new FakeContainerEngine();
    final RecordingTalk talk = new RecordingTalk();
    private final List<ConfigNode.Entry> keys = new ArrayList<>();
    boolean foldersReady = true;

    Host() {
        key("image", IMAGE.value());
    }

    /// Sets a key of the configuration.
    Host key(String name, String value) {
        keys.removeIf(entry -> entry.key().equals(name));
        keys.add(new ConfigNode.Entry(name, 1, new ConfigNode.Scalar(value, 1)));
        return this;
    }

    Host section(String name, Map<String, String> values) {
        var entries = values.entrySet().stream()
                .map(value -> new ConfigNode.Entry(value.getKey(), 1, new ConfigNode.Scalar(value.getValue(), 1)))
                .toList();
        keys.add(new ConfigNode.Entry(name, 1, new ConfigNode.Mapping(entries, 1)));
        return this;
    }

    TazpodConfig config() {
        return ConfigReading.of(new ConfigNode.Mapping(keys, 1)).config();
    }

    HostFacts facts() {
        return new HostFacts(
                new Owner(1234, 1235), "/opt/tazpod-1.0.0", Optional.empty(), 1 << 30, Map.of(), _ -> foldersReady);
    }

    OperatorContainer container() {
        return new OperatorContainer(engine, PROJECT, config(), facts().user());
    }

    BringUp bringUp() {
        return new BringUp(engine, container(), config(), PROJECT, facts(), talk);
    }

    TakeDown takeDown() {
        var guest = new GuestCommand(engine, container(), new FakeTerminal(), facts(), new FakeProjectFolder(PROJECT));
        return new TakeDown(engine, container(), guest, talk);
    }

    /// What TazPod would create for a project at this path.
    ContainerSpec spec(String path) {
        var host = new RunContract.Host(
                path, new Owner(1234, 1235), "/opt/tazpod-1.0.0", Optional.empty(), Optional.empty(), 0);
        return RunContract.spec(NAME, IMAGE, config(), host);
    }

    /// The same with other labels.
    static ContainerSpec labelled(ContainerSpec spec, Map<String, String> labels) {
        return new ContainerSpec(
                spec.name(),
                spec.image(),
                spec.command(),
                spec.user(),
                spec.environment(),
                labels,
                spec.binds(),
                spec.ram(),
                spec.network(),
                spec.mtu(),
                spec.dns(),
                spec.devices(),
                spec.addedCapabilities(),
                spec.securityOptions(),
                spec.ports(),
                spec.memoryBytes(),
                spec.init());
    }
}
