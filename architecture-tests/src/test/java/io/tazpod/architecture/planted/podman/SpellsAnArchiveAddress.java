package io.tazpod.architecture.planted.podman;

final class SpellsAnArchiveAddress {
    String address(String name) {
        return "/containers/" + name + "/archive?path=/";
    }
}
