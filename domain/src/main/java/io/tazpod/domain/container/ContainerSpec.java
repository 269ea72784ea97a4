package io.tazpod.domain.container;

import java.util.List;
import java.util.Map;

/// Everything an engine needs to create the operator's container. Engine-neutral; adapters translate
/// it.
///
/// @param name what it is called
/// @param image what it is made of
/// @param command what runs as PID 1 (argument list, no shell)
/// @param user who runs PID 1 (`0:0` by default; shells are entered as their own user)
/// @param environment variables of PID 1 and of every exec
/// @param labels who made it, for which project, from which configuration
/// @param binds folders of the host
/// @param ram RAM file systems declared at creation
/// @param network `host`, `bridge`, `none` or the name of a network
/// @param mtu of the created bridge network, 0 for the engine's own choice
/// @param dns name servers, ignored by the engines for `host`
/// @param devices device nodes handed through; missing ones are left out by the caller
/// @param addedCapabilities without the `CAP_` prefix
/// @param securityOptions in Docker's words, such as `apparmor=unconfined`
/// @param ports published ports
/// @param memoryBytes memory limit, swap limited to the same so that RAM content is not swapped; 0 for
/// none
/// @param init whether the engine's init should be PID 1's parent, when it has one
public record ContainerSpec(
        ContainerName name,
        ImageReference image,
        List<String> command,
        Owner user,
        Map<String, String> environment,
        Map<String, String> labels,
        List<BindMount> binds,
        List<RamMount> ram,
        String network,
        int mtu,
        List<String> dns,
        List<String> devices,
        List<String> addedCapabilities,
        List<String> securityOptions,
        List<PublishedPort> ports,
        long memoryBytes,
        boolean init) {

    public ContainerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
        binds = List.copyOf(binds);
        ram = List.copyOf(ram);
        dns = List.copyOf(dns);
        devices = List.copyOf(devices);
        addedCapabilities = List.copyOf(addedCapabilities);
        securityOptions = List.copyOf(securityOptions);
        ports = List.copyOf(ports);
    }
}
