package io.tazpod.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.Owner;
import io.tazpod.domain.container.PublishedPort;
import io.tazpod.ports.engine.ExecRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Docker gives of a specification, seen from inside the container.
class DockerCreateEngineTest {

    private static final String LABEL = "tazpod-create-";

    private final RealDocker docker = new RealDocker();

    @BeforeEach
    void needs_docker() {
        docker.require();
    }

    @AfterEach
    void leaves_nothing_behind() {
        docker.removeAll(LABEL);
    }

    private static ContainerSpec spec(
            ContainerName name, String network, int mtu, List<String> devices, List<PublishedPort> ports, long memory) {
        return new ContainerSpec(
                name,
                RealDocker.image(),
                List.of("sleep", "1000"),
                Owner.ROOT,
                Map.of(),
                Map.of("tazpod.test", LABEL),
                List.of(),
                List.of(),
                network,
                mtu,
                List.of("1.1.1.1"),
                devices,
                List.of(),
                List.of(),
                ports,
                memory,
                true);
    }

    private String inside(ContainerName name, String script) throws IOException {
        var request = new ExecRequest(List.of("sh", "-c", script), Owner.ROOT, "", Map.of(), Optional.empty(), false);
        try (var session = docker.engine().exec(name, request)) {
            var out = new ByteArrayOutputStream();
            session.pump(out, out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    private ContainerName started(ContainerSpec spec) {
        docker.engine().create(spec);
        docker.engine().start(spec.name());
        return spec.name();
    }

    @Test
    void a_bridge_with_an_mtu_has_it_on_its_link() throws Exception {
        var name = started(spec(new ContainerName(LABEL + "mtu"), "bridge", 1380, List.of(), List.of(), 0));

        assertThat(inside(name, "cat /sys/class/net/eth0/mtu")).isEqualTo("1380\n");
        assertThat(inside(name, "cat /etc/resolv.conf")).contains("nameserver");
        docker.engine().remove(name);
        RealDocker.client("network", "rm", "tazpod-mtu-1380");
    }

    @Test
    void the_hosts_network_is_the_hosts() throws IOException {
        var name = started(spec(new ContainerName(LABEL + "host"), "host", 0, List.of(), List.of(), 0));

        assertThat(inside(name, "ls /sys/class/net")).contains("docker0");
    }

    @Test
    void memory_is_limited_and_swap_is_none_of_it() throws IOException {
        var limit = 256L << 20;
        var name = started(spec(new ContainerName(LABEL + "memory"), "none", 0, List.of(), List.of(), limit));

        var seen = inside(
                name,
                "cat /sys/fs/cgroup/memory/memory.memsw.limit_in_bytes 2>/dev/null"
                        + " || echo $(($(cat /sys/fs/cgroup/memory.max) + $(cat /sys/fs/cgroup/memory.swap.max)))");

        assertThat(seen.strip()).isEqualTo(Long.toString(limit));
    }

    @Test
    void a_device_that_is_missing_is_left_out_and_said() throws IOException {
        var name = new ContainerName(LABEL + "device");
        var devices = List.of("/dev/full", "/dev/tazpod-none");

        var missing = docker.engine().create(spec(name, "none", 0, devices, List.of(), 0));
        docker.engine().start(name);

        assertThat(missing).singleElement().asString().contains("/dev/tazpod-none");
        assertThat(inside(name, "ls -l /dev/full")).startsWith("c");
    }

    @Test
    void an_init_is_the_parent_of_pid_1() throws IOException {
        var name = started(spec(new ContainerName(LABEL + "init"), "none", 0, List.of(), List.of(), 0));

        assertThat(inside(name, "cat /proc/1/comm")).contains("init");
    }

    @Test
    void a_published_port_is_listened_for() throws IOException {
        var port = new PublishedPort("127.0.0.1", 28_734, 80, "tcp");
        var name = started(spec(new ContainerName(LABEL + "port"), "bridge", 0, List.of(), List.of(port), 0));

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), 28_734)) {
            assertThat(socket.isConnected()).as("docker listens for " + name).isTrue();
        }
    }
}
