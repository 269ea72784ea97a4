package io.tazpod.docker;

import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.Owner;
import io.tazpod.enginehttp.EngineTransport;
import io.tazpod.enginehttp.OkHttpTransport;
import io.tazpod.ports.engine.ExecRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Measures one look at a container and one command in it, over either transport: `ExecBench unix|okhttp CONTAINER
/// ROUNDS`. The first round is the one that a person waits for; its process is measured from outside.
final class ExecBench {

    private ExecBench() {}

    public static void main(String[] arguments) throws IOException {
        var rounds = Integer.parseInt(arguments[2]);
        var micros = new long[rounds];
        for (var i = 0; i < rounds; i++) {
            var before = System.nanoTime();
            try (var engine = DockerEngine.over(transport(arguments[0]))) {
                once(engine, new ContainerName(arguments[1]));
            }
            micros[i] = (System.nanoTime() - before) / 1000;
        }
        var first = micros[0];
        Arrays.sort(micros);
        System.out.println(arguments[0] + " first " + first + " median " + micros[rounds / 2] + " min " + micros[0]
                + " max " + micros[rounds - 1] + " us");
    }

    private static EngineTransport transport(String name) {
        var socket = Path.of("/var/run/docker.sock");
        return name.equals("unix") ? DockerAddress.unix(socket) : OkHttpTransport.unix(socket, DockerAddress.WORDS);
    }

    private static void once(DockerEngine engine, ContainerName name) throws IOException {
        var request = new ExecRequest(List.of("true"), Owner.ROOT, "", Map.of(), Optional.empty(), false);
        if (engine.find(name).isEmpty()) {
            throw new IllegalArgumentException("there is no container " + name);
        }
        try (var session = engine.exec(name, request)) {
            var out = new ByteArrayOutputStream();
            session.pump(out, out);
            if (session.exitCode() != 0) {
                throw new IllegalStateException("true failed");
            }
        }
    }
}
