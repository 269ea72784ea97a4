package io.tazpod.docker;

import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.PublishedPort;
import io.tazpod.domain.container.RamMount;
import io.tazpod.enginehttp.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A container's specification in Docker's words, and what of it this engine cannot give.
final class Creation {

    private final ContainerSpec spec;
    private final boolean local;
    private final boolean hasInit;
    private final List<String> missing = new ArrayList<>();

    /// @param info what the engine says of itself
    /// @param place its address: device nodes can be looked at only on this machine
    Creation(ContainerSpec spec, Json info, String place) {
        this.spec = spec;
        this.local = place.startsWith("unix://");
        // "N/A" is Docker's word for "docker-init could not be run"; an empty one is a build without a version
        this.hasInit = !info.at("InitCommit", "ID").text("").equals("N/A");
    }

    /// The network that has to be there first.
    Optional<String> bridgeWithMtu() {
        return spec.network().equals("bridge") && spec.mtu() > 0
                ? Optional.of(Networks.named(spec.mtu()))
                : Optional.empty();
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("Image", spec.image().value());
        body.put("User", spec.user().toString());
        body.put("Env", environment());
        body.put("Labels", spec.labels());
        body.put("StopTimeout", 10);
        if (!spec.command().isEmpty()) {
            // as the entry point, because an image's own entry point would be put before a command
            body.put("Entrypoint", spec.command());
        }
        if (!spec.ports().isEmpty()) {
            body.put("ExposedPorts", exposed());
        }
        body.put("HostConfig", hostConfig());
        return body;
    }

    private Map<String, Object> hostConfig() {
        var host = new LinkedHashMap<String, Object>();
        host.put("Mounts", mounts());
        host.put("Tmpfs", tmpfs());
        host.put("NetworkMode", bridgeWithMtu().orElse(spec.network()));
        if (!spec.network().equals("host") && !spec.network().equals("none")) {
            host.put("Dns", spec.dns());
            host.put("PortBindings", bindings());
        }
        host.put("Devices", devices());
        host.put("CapAdd", spec.addedCapabilities());
        host.put("SecurityOpt", spec.securityOptions());
        if (spec.memoryBytes() > 0) {
            host.put("Memory", spec.memoryBytes());
            // both together, so that nothing is left to swap
            host.put("MemorySwap", spec.memoryBytes());
            host.put("MemorySwappiness", 0);
        }
        if (spec.init() && hasInit) {
            host.put("Init", true);
        }
        return host;
    }

    private List<String> environment() {
        var variables = new ArrayList<String>();
        for (var variable : spec.environment().entrySet()) {
            variables.add(variable.getKey() + "=" + variable.getValue());
        }
        return variables;
    }

    /// As mounts, not as `source:target` lines: those cannot say a path with a colon, and make missing sources.
    private List<Map<String, Object>> mounts() {
        var mounts = new ArrayList<Map<String, Object>>();
        for (BindMount bind : spec.binds()) {
            mounts.add(Map.of(
                    "Type", "bind", "Source", bind.source(), "Target", bind.target(), "ReadOnly", bind.readOnly()));
        }
        return mounts;
    }

    private Map<String, String> tmpfs() {
        var tmpfs = new LinkedHashMap<String, String>();
        for (RamMount ram : spec.ram()) {
            tmpfs.put(
                    ram.target(),
                    "size=" + ram.sizeBytes() + ",mode=" + Integer.toOctalString(ram.mode()) + ",uid="
                            + ram.owner().uid() + ",gid=" + ram.owner().gid());
        }
        return tmpfs;
    }

    private List<Map<String, String>> devices() {
        var devices = new ArrayList<Map<String, String>>();
        for (var device : spec.devices()) {
            if (local && Files.notExists(Path.of(device))) {
                missing.add("this host has no " + device + ": the container goes without it");
            } else {
                devices.add(Map.of("PathOnHost", device, "PathInContainer", device, "CgroupPermissions", "rwm"));
            }
        }
        return devices;
    }

    private Map<String, Object> exposed() {
        var exposed = new LinkedHashMap<String, Object>();
        for (PublishedPort port : spec.ports()) {
            exposed.put(port.containerPort() + "/" + port.protocol(), Map.of());
        }
        return exposed;
    }

    private Map<String, List<Map<String, String>>> bindings() {
        var bindings = new LinkedHashMap<String, List<Map<String, String>>>();
        for (PublishedPort port : spec.ports()) {
            bindings.computeIfAbsent(port.containerPort() + "/" + port.protocol(), key -> new ArrayList<>())
                    .add(Map.of("HostIp", port.hostAddress(), "HostPort", Integer.toString(port.hostPort())));
        }
        return bindings;
    }

    /// What could not be given, each a sentence; the engine's warnings among them.
    List<String> missing(Json created) {
        var all = new ArrayList<>(missing);
        if (spec.init() && !hasInit) {
            all.add("docker has no docker-init: processes left behind in the container are not reaped");
        }
        for (var warning : created.at("Warnings").texts()) {
            // with swap limited to nothing there is nothing to be swappy about; cgroup v2 has no such control
            if (!warning.contains("swappiness")) {
                all.add("docker says: " + warning);
            }
        }
        return all;
    }
}
