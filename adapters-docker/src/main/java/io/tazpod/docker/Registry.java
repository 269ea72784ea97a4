package io.tazpod.docker;

import java.util.Map;

final class Registry {
    /// What a registry is told about us.
    Registry(DockerAddress address, Map<String, String> environment) {}
}
