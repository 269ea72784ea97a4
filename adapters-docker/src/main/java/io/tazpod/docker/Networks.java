package io.tazpod.docker;

import io.tazpod.enginehttp.EngineRequest;
import io.tazpod.enginehttp.Json;
import java.util.Map;

/// Bridge networks of a given MTU. Setting it on a network needs no rights inside the container, unlike setting it on
/// the container's link.
final class Networks {

    private final DockerApi api;

    Networks(DockerApi api) {
        this.api = api;
    }

    static String named(int mtu) {
        return "tazpod-mtu-" + mtu;
    }

    void ensure(String name, int mtu) {
        if (api.call(EngineRequest.get("/networks/" + name)).good()) {
            return;
        }
        var body = Map.of(
                "Name",
                name,
                "Driver",
                "bridge",
                "CheckDuplicate",
                true,
                "Labels",
                Map.of("manager", "tazpod"),
                "Options",
                Map.of("com.docker.network.driver.mtu", Integer.toString(mtu)));
        var answer = api.call(EngineRequest.post("/networks/create", Json.write(body)));
        // 409: somebody else made it in between
        if (!answer.good() && answer.status() != 409) {
            throw DockerApi.failure("create network " + name, answer);
        }
    }
}
