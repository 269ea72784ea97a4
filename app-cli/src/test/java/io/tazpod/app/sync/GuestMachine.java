package io.tazpod.app.sync;

import io.tazpod.app.Pause;
import io.tazpod.app.Stop;
import io.tazpod.app.Talk;
import io.tazpod.app.sync.ReconcileVault.Way;
import io.tazpod.app.vault.ExchangeContent;
import io.tazpod.app.vault.LockVault;
import io.tazpod.app.vault.OpenVault;
import io.tazpod.app.vault.PassphraseSource;
import io.tazpod.app.vault.SaveVault;
import io.tazpod.app.vault.UnlockVault;
import io.tazpod.app.vault.VaultEnvironment;
import io.tazpod.domain.sync.Retention;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.local.archive.FolderArchive;
import io.tazpod.local.enclave.SessionFolder;
import io.tazpod.ports.enclave.Enclave;
import io.tazpod.ports.machine.Interruptions;
import io.tazpod.ports.machine.ProjectFolder;
import io.tazpod.ports.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// A machine with an enclave, whose vault can be opened: everything is real but the RAM.
final class GuestMachine {

    static final Limits LIMITS = Limits.ofEnclave(8 << 20);

    final Machine machine;
    final Path enclave;
    final List<String> said = new ArrayList<>();
    final SessionFolder sessions;
    final ExchangeContent content;
    final ReconcileVault reconcile;
    final PushVault push;
    final ReopenVault reopen;
    final SaveVault save;
    final LockVault lock;
    private final UnlockVault unlock;

    GuestMachine(String host, Path directory, ObjectStore store, Clock clock) {
        machine = new Machine(host, directory, store, clock);
        enclave = made(directory.resolve(host + "-enclave"));
        sessions = new SessionFolder(made(directory.resolve(host + "-run")));
        var archive = new FolderArchive(enclave);
        var folder = new Folder(enclave);
        var project = new Project();
        var vault = new OpenVault(project, folder, sessions);
        Interruptions interruptions = work -> work.accept(() -> false);
        var random = new SecureRandom();
        var environment = new VaultEnvironment(folder, Map.of());
        Talk talk = new Said();
        save = new SaveVault(
                vault, sessions, archive, machine.vault, interruptions, Limits.ofEnclave(64 << 20), random, talk);
        lock = new LockVault(vault, save, archive, folder, sessions, Clock.systemUTC(), Pause::asleep, talk);
        unlock = new UnlockVault(
                vault,
                project,
                folder,
                sessions,
                archive,
                machine.vault,
                environment,
                interruptions,
                LIMITS,
                random,
                talk);
        content = new ExchangeContent(vault, sessions, archive, folder, environment, interruptions, LIMITS, talk);
        var terms = new PushVault.Terms(host, Optional.of(Retention.DEFAULT), false);
        reopen = new ReopenVault(machine.vault, content);
        push = new PushVault(machine.site, terms, clock, new Random(), _ -> {}, TransferProgress.SILENT);
        reconcile = new ReconcileVault(
                machine.site,
                push,
                new PullVault(machine.site, _ -> {}, TransferProgress.SILENT),
                save,
                content,
                archive,
                _ -> {});
    }

    GuestMachine unlocked(String passphrase) {
        var _ = unlock.unlock(typed(passphrase), true);
        return this;
    }

    ReconcileResult follow() {
        return reconcile.follow(PassphraseSource.NOBODY);
    }

    ReconcileResult merge() {
        return reconcile.reconcile(Way.MERGE, PassphraseSource.NOBODY);
    }

    PushResult saveAndPush() {
        var _ = save.save(true);
        return machine.push();
    }

    /// As a keeper would: it neither insists nor stops at what it can't save.
    PushResult saveAndPushIfOurs() {
        try {
            var _ = save.save(false);
        } catch (Stop notSaved) {
            return new PushResult.NothingToPush();
        }
        return machine.push();
    }

    GuestMachine put(String name, String text) {
        try {
            var file = enclave.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    GuestMachine remove(String name) {
        try {
            Files.deleteIfExists(enclave.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /// Names and texts of what is in the enclave.
    SortedMap<String, String> files() {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(enclave)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(enclave.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }

    static PassphraseSource typed(String text) {
        return new PassphraseSource() {
            @Override
            public int attempts() {
                return 1;
            }

            @Override
            public Optional<Passphrase> next(String question) {
                return Optional.of(Passphrase.copyOf(text.getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public Optional<Passphrase> fresh() {
                return next("");
            }
        };
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private final class Said implements Talk {
        @Override
        public void say(String line) {
            said.add(line);
        }

        @Override
        public void warn(String line) {
            said.add(line);
        }

        @Override
        public void progress(String line) {}
    }

    /// A folder that is called RAM.
    private record Folder(Path root) implements Enclave {
        @Override
        public Facts facts() {
            try (var children = Files.list(root)) {
                return new Facts(true, children.findAny().isEmpty());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void open() {}

        @Override
        public void wipe() {
            try (var all = Files.walk(root)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    if (!path.equals(root)) {
                        Files.delete(path);
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public List<Holder> holders() {
            return List.of();
        }

        @Override
        public List<Holder> end(List<Holder> holders) {
            return List.of();
        }

        @Override
        public List<String> bridge() {
            return List.of();
        }

        @Override
        public Optional<byte[]> readSmall(String path) {
            return Optional.empty();
        }

        @Override
        public boolean has(EntryName file) {
            return Files.exists(root.resolve(file.toString()), LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public void unbridge() {}
    }

    private final class Project implements ProjectFolder {
        @Override
        public Optional<String> root() {
            return Optional.of("/");
        }

        @Override
        public String current() {
            return "/";
        }

        @Override
        public boolean hasVault() {
            return Files.exists(machine.vault.file());
        }

        @Override
        public void initialise(String configuration) {}

        @Override
        public void makeIdentityFolders() {}

        @Override
        public Client hold(String id) {
            return () -> {};
        }

        @Override
        public List<String> takeDeadClients() {
            return List.of();
        }
    }
}
