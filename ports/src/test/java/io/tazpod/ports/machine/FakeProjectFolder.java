package io.tazpod.ports.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A project that is only a path.
public final class FakeProjectFolder implements ProjectFolder {

    private final String path;
    private final List<String> dead = new ArrayList<>();

    public FakeProjectFolder(String path) {
        this.path = path;
    }

    /// A client of an earlier run that was killed.
    public void killed(String id) {
        dead.add(id);
    }

    @Override
    public Optional<String> root() {
        return Optional.of(path);
    }

    @Override
    public String current() {
        return path;
    }

    @Override
    public boolean hasVault() {
        return false;
    }

    @Override
    public void initialise(String configuration) {
        // it is one already
    }

    @Override
    public void makeIdentityFolders() {
        // there is no disk below this path
    }

    @Override
    public Client hold(String id) {
        return () -> {};
    }

    @Override
    public List<String> takeDeadClients() {
        var taken = List.copyOf(dead);
        dead.clear();
        return taken;
    }
}
