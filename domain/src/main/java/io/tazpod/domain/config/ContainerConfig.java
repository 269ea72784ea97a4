package io.tazpod.domain.config;

import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.container.PublishedPort;
import java.util.List;
import java.util.Map;

/// The choices that a project has in the run contract.
///
/// @param network `host`, `bridge`, `none` or a name
/// @param mtu 0 for the engine's choice
public record ContainerConfig(
        String network,
        int mtu,
        List<String> dns,
        List<PublishedPort> ports,
        List<BindMount> mounts,
        List<String> devices,
        List<String> capAdd,
        Map<String, String> env) {

    /// The original's: host network, public resolvers, what a VPN client needs.
    public static final ContainerConfig DEFAULT = new ContainerConfig(
            "host",
            0,
            List.of("1.1.1.1", "1.0.0.1"),
            List.of(),
            List.of(),
            List.of("/dev/net/tun"),
            List.of("NET_ADMIN"),
            Map.of());

    public ContainerConfig {
        dns = List.copyOf(dns);
        ports = List.copyOf(ports);
        mounts = List.copyOf(mounts);
        devices = List.copyOf(devices);
        capAdd = List.copyOf(capAdd);
        env = Map.copyOf(env);
    }
}
