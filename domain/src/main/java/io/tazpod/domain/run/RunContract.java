package io.tazpod.domain.run;

import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.domain.config.TazpodConfig.EnclaveMode;
import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.ImageReference;
import io.tazpod.domain.container.Owner;
import io.tazpod.domain.container.RamMount;
import io.tazpod.domain.project.GuestPaths;
import io.tazpod.domain.vault.archive.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the operator's container is made of: the one place that names a capability, a mount or a label.
public final class RunContract {

    public static final String LABEL_PROJECT = "io.tazpod.project";
    public static final String LABEL_OWNER = "io.tazpod.owner";
    public static final String LABEL_SCHEMA = "io.tazpod.schema";
    public static final String LABEL_ENCLAVE = "io.tazpod.enclave";

    private static final String SCHEMA = "1";
    /// Locks, the key and a few status files; a megabyte is plenty.
    private static final long RUN_BYTES = 1L << 20;
    private static final int PRIVATE = 0700;

    private RunContract() {}

    /// What the host knows that the contract depends on.
    ///
    /// @param path the project's absolute path
    /// @param operator whom files made in the shell belong to, as the container numbers them
    /// @param distribution where TazPod itself is installed on this host
    /// @param ssh the operator's `~/.ssh`, if there is one
    /// @param storeDirectory the directory store's folder, if that is the store
    /// @param memoryBytes the host's memory; 0 when unknown
    public record Host(
            String path,
            Owner operator,
            String distribution,
            Optional<String> ssh,
            Optional<String> storeDirectory,
            long memoryBytes) {}

    /// The container for this project on this host.
    public static ContainerSpec spec(ContainerName name, ImageReference image, TazpodConfig config, Host host) {
        boolean mounted = config.enclave() == EnclaveMode.MOUNTED;
        var choices = config.container();
        var capabilities = new ArrayList<>(choices.capAdd());
        if (mounted && !capabilities.contains("SYS_ADMIN")) {
            capabilities.add("SYS_ADMIN");
        }
        return new ContainerSpec(
                name,
                image,
                List.of(GuestPaths.DISTRIBUTION + "/libexec/guest-init"),
                Owner.ROOT,
                environment(config, host),
                labels(config, host),
                binds(config, host),
                ram(config, host.operator()),
                choices.network(),
                choices.mtu(),
                choices.dns(),
                choices.devices(),
                capabilities,
                mounted ? List.of("apparmor=unconfined") : List.of(),
                choices.ports(),
                // as much memory as the host has is no limit, but lets the engine forbid swap beside it
                mounted ? 0 : host.memoryBytes(),
                true);
    }

    private static Map<String, String> environment(TazpodConfig config, Host host) {
        var environment = new HashMap<>(config.container().env());
        environment.put("TAZPOD_SIDE", "guest");
        environment.put("TAZPOD_UID", Integer.toString(host.operator().uid()));
        environment.put("TAZPOD_GID", Integer.toString(host.operator().gid()));
        environment.put("TAZPOD_PROJECT", host.path());
        environment.put("HOST_CWD", host.path());
        return environment;
    }

    private static Map<String, String> labels(TazpodConfig config, Host host) {
        return Map.of(
                LABEL_PROJECT,
                host.path(),
                LABEL_OWNER,
                host.operator().toString(),
                LABEL_SCHEMA,
                SCHEMA,
                LABEL_ENCLAVE,
                config.enclave() == EnclaveMode.MOUNTED ? "mounted" : "declared");
    }

    private static List<BindMount> binds(TazpodConfig config, Host host) {
        var binds = new ArrayList<BindMount>();
        binds.add(new BindMount(host.path(), GuestPaths.WORKSPACE, false));
        binds.add(new BindMount(host.distribution(), GuestPaths.DISTRIBUTION, true));
        host.ssh().ifPresent(ssh -> binds.add(new BindMount(ssh, GuestPaths.HOME + "/.ssh", true)));
        host.storeDirectory().ifPresent(store -> binds.add(new BindMount(store, store, false)));
        binds.addAll(config.container().mounts());
        return binds;
    }

    private static List<RamMount> ram(TazpodConfig config, Owner operator) {
        var run = new RamMount(GuestPaths.RUN, RUN_BYTES, PRIVATE, operator);
        return config.enclave() == EnclaveMode.MOUNTED
                ? List.of(run)
                : List.of(new RamMount(GuestPaths.ENCLAVE, Limits.room(config.vaultBytes()), PRIVATE, operator), run);
    }
}
