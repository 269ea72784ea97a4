package io.tazpod.ports.enclave;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.vault.FakeSecretsArchive;
import java.util.List;
import java.util.Optional;

/// The enclave of a declared RAM file system, over the open vault in memory.
public final class FakeEnclave implements Enclave {

    private static final EntryName AWS = EntryName.ofText(".aws");

    private final FakeSecretsArchive content;
    private boolean ram = true;
    private boolean stubborn;
    private boolean bridged;
    private List<Holder> holders = List.of();

    /// @param content what lies in it
    public FakeEnclave(FakeSecretsArchive content) {
        this.content = content;
    }

    /// From now on there is no RAM file system.
    public void loseRam() {
        ram = false;
    }

    /// From now on nothing can be removed from it.
    public void refuseToBeWiped() {
        stubborn = true;
    }

    /// These hold files of it, until they are ended.
    public void heldBy(Holder... others) {
        holders = List.of(others);
    }

    public boolean bridged() {
        return bridged;
    }

    @Override
    public Facts facts() {
        return new Facts(ram, content.isEmpty());
    }

    @Override
    public void open() {
        if (!ram) {
            throw new PortFailure(PortFailure.Kind.REFUSED, "the fake enclave is no RAM file system");
        }
    }

    @Override
    public void wipe() {
        if (stubborn) {
            throw new PortFailure(PortFailure.Kind.REFUSED, "the enclave is not empty");
        }
        content.clear();
    }

    @Override
    public List<Holder> holders() {
        return holders;
    }

    @Override
    public List<Holder> end(List<Holder> ended) {
        holders = holders.stream().filter(holder -> !ended.contains(holder)).toList();
        return List.of();
    }

    @Override
    public List<String> bridge() {
        content.folder(AWS);
        bridged = true;
        return List.of();
    }

    @Override
    public Optional<byte[]> readSmall(String path) {
        return path.startsWith("..") ? Optional.empty() : Optional.ofNullable(content.file(EntryName.ofText(path)));
    }

    @Override
    public boolean has(EntryName file) {
        return content.file(file) != null;
    }

    @Override
    public void unbridge() {
        bridged = false;
    }
}
