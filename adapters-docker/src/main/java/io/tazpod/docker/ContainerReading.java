package io.tazpod.docker;

import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.enginehttp.Json;
import io.tazpod.ports.engine.ContainerFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads Docker's description of a container.
final class ContainerReading {

    private ContainerReading() {}

    static Optional<ContainerFacts> facts(Json json) {
        var name = json.at("Name").text("");
        if (!name.startsWith("/")) {
            return Optional.empty();
        }
        var state = json.at("State");
        // a paused container refuses commands, and a restarting one is between two lives
        var runs = state.at("Running").truth()
                && !state.at("Paused").truth()
                && !state.at("Restarting").truth();
        return Optional.of(new ContainerFacts(
                json.at("Id").text(""),
                new ContainerName(name.substring(1)),
                runs,
                state.at("Status").text("unknown"),
                json.at("Config", "Image").text(""),
                json.at("Config", "Labels").textFields(),
                binds(json.at("Mounts")),
                environment(json.at("Config", "Env"))));
    }

    private static List<BindMount> binds(Json mounts) {
        var binds = new ArrayList<BindMount>();
        for (var mount : mounts.items()) {
            if (mount.at("Type").text("").equals("bind")) {
                binds.add(new BindMount(
                        mount.at("Source").text(""),
                        mount.at("Destination").text(""),
                        !mount.at("RW").truth()));
            }
        }
        return binds;
    }

    private static Map<String, String> environment(Json variables) {
        var environment = new LinkedHashMap<String, String>();
        for (var variable : variables.texts()) {
            var equals = variable.indexOf('=');
            if (equals > 0) {
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return environment;
    }
}
