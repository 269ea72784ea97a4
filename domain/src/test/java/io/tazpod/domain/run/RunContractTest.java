package io.tazpod.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.config.ConfigNode;
import io.tazpod.domain.config.ConfigNode.Entry;
import io.tazpod.domain.config.ConfigNode.Mapping;
import io.tazpod.domain.config.ConfigNode.Scalar;
import io.tazpod.domain.config.ConfigReading;
import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.ImageReference;
import io.tazpod.domain.container.Owner;
import io.tazpod.domain.container.RamMount;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the container is given, and above all what it is not given.
class RunContractTest {

    private static final RunContract.Host HOST = new RunContract.Host(
            "/home/o/demo", new Owner(1234, 1235), "/opt/t", Optional.of("/home/o/.ssh"), Optional.empty(), 1 << 30);

    @Test
    void a_declared_enclave_needs_no_privilege() {
        var spec = spec(new Scalar("", 1));

        assertThat(spec.addedCapabilities()).containsExactly("NET_ADMIN");
        assertThat(spec.securityOptions()).isEmpty();
        assertThat(spec.ram()).extracting(RamMount::target).containsExactly("/home/tazpod/secrets", "/run/tazpod");
        assertThat(spec.ram()).allMatch(ram -> ram.mode() == 0700 && ram.owner().uid() == 1234);
    }

    @Test
    void a_mounted_enclave_asks_for_what_a_mount_needs() {
        var spec = spec(new Mapping(List.of(new Entry("enclave", 1, new Scalar("mounted", 1))), 1));

        assertThat(spec.addedCapabilities()).containsExactly("NET_ADMIN", "SYS_ADMIN");
        assertThat(spec.securityOptions()).containsExactly("apparmor=unconfined");
        assertThat(spec.ram()).extracting(RamMount::target).containsExactly("/run/tazpod");
    }

    @Test
    void the_workspace_is_writable_and_the_keys_and_the_program_are_not() {
        var binds = spec(new Scalar("", 1)).binds();

        assertThat(binds)
                .contains(
                        new BindMount("/home/o/demo", "/workspace", false),
                        new BindMount("/home/o/.ssh", "/home/tazpod/.ssh", true),
                        new BindMount("/opt/t", "/opt/tazpod", true));
    }

    @Test
    void the_container_knows_which_side_it_is_by_our_own_variable() {
        assertThat(spec(new Scalar("", 1)).environment())
                .containsEntry("TAZPOD_SIDE", "guest")
                .containsEntry("HOST_CWD", "/home/o/demo");
    }

    @Test
    void the_label_tells_projects_apart() {
        assertThat(spec(new Scalar("", 1)).labels()).containsEntry(RunContract.LABEL_PROJECT, "/home/o/demo");
    }

    private static ContainerSpec spec(ConfigNode config) {
        return RunContract.spec(
                new ContainerName("demo-lab"),
                new ImageReference("debian"),
                ConfigReading.of(config).config(),
                HOST);
    }
}
