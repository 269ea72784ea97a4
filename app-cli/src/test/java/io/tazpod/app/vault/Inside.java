package io.tazpod.app.vault;

import io.tazpod.app.Pause;
import io.tazpod.app.RecordingTalk;
import io.tazpod.domain.config.TazpodConfig.OnExit;
import io.tazpod.domain.project.ProjectFiles;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.domain.vault.seal.V1Seal;
import io.tazpod.local.enclave.SessionFolder;
import io.tazpod.local.project.ProjectOnDisk;
import io.tazpod.local.vault.VaultFolder;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.FakeEnclave;
import io.tazpod.ports.machine.Interruptions;
import io.tazpod.ports.terminal.Dialogue;
import io.tazpod.ports.vault.FakeSecretsArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The container's side of a test: a real vault folder and session folder, and an enclave in memory.
final class Inside {

    static final String RIGHT = "right horse";

    final FakeSecretsArchive secrets = new FakeSecretsArchive();
    final FakeEnclave enclave = new FakeEnclave(secrets);
    final RecordingTalk talk = new RecordingTalk();
    final SessionFolder sessions;
    final BreakableVault file;
    final ProjectOnDisk project;
    final OpenVault vault;
    boolean askedToStop;
    Limits limits = Limits.ofEnclave(64 << 20);

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Inside(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("project"));
        var run = Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(this.folder.resolve(ProjectFiles.VAULT_FOLDER));
        this.sessions = new SessionFolder(run);
        this.file = new BreakableVault(new VaultFolder(this.folder.resolve(ProjectFiles.VAULT_FOLDER)));
        this.project = new ProjectOnDisk(this.folder, true);
        this.vault = new OpenVault(project, enclave, sessions);
    }

    /// Seals a vault of these files under [#RIGHT].
    void seal(Map<String, String> files) {
        var content = new FakeSecretsArchive();
        files.forEach((name, text) -> content.put(EntryName.ofText(name), text.getBytes(StandardCharsets.UTF_8)));
        seal(content.pack().payload().joined());
    }

    void seal(byte[] payload) {
        try (var key = V1Seal.newKey(passphrase(RIGHT), random)) {
            var _ = file.replace(V1Seal.seal(payload, key, random), Optional.empty());
        }
    }

    /// Another vault file in the place of this one, as a pull or a copy by hand would put it.
    void exchange(byte[] bytes) throws IOException {
        Files.write(vaultFile(), bytes);
    }

    Path vaultFile() {
        return folder.resolve(ProjectFiles.VAULT);
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(vaultFile());
    }

    void put(String name, String text) {
        secrets.put(EntryName.ofText(name), text.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> secret(String name) {
        return Optional.ofNullable(secrets.content(EntryName.ofText(name)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    VaultState state() {
        return vault.state();
    }

    boolean hasSession() {
        try (var session = sessions.read().orElse(null)) {
            return session != null;
        }
    }

    UnlockVault.Unlocked unlock(String... passphrases) {
        return unlockVault().unlock(typing(passphrases), false);
    }

    UnlockVault unlockVault() {
        return new UnlockVault(
                vault,
                project,
                enclave,
                sessions,
                secrets,
                file,
                new VaultEnvironment(enclave, Map.of()),
                interruptions(),
                limits,
                random,
                talk);
    }

    SaveVault saveVault() {
        return new SaveVault(vault, sessions, secrets, file, interruptions(), limits, random, talk);
    }

    LockVault lockVault() {
        return new LockVault(vault, saveVault(), secrets, enclave, sessions, Clock.systemUTC(), Pause::asleep, talk);
    }

    DescribeVault describe() {
        return new DescribeVault(vault, sessions, secrets);
    }

    LeaveShell leave(OnExit onExit, Dialogue dialogue, Runnable push) {
        return new LeaveShell(vault, describe(), lockVault(), saveVault(), push, dialogue, onExit, talk);
    }

    private Interruptions interruptions() {
        return work -> work.accept(() -> askedToStop);
    }

    /// An operator who types these, and then nothing more.
    static PassphraseSource typing(String... passphrases) {
        var left = new ArrayDeque<>(List.of(passphrases));
        return new PassphraseSource() {
            @Override
            public int attempts() {
                return 3;
            }

            @Override
            public Optional<Passphrase> next(String question) {
                return Optional.ofNullable(left.poll()).map(Inside::passphrase);
            }

            @Override
            public Optional<Passphrase> fresh() {
                return next("");
            }
        };
    }

    private static Passphrase passphrase(String text) {
        return Passphrase.taking(text.getBytes(StandardCharsets.UTF_8));
    }

    /// What a full disk says.
    static PortFailure full() {
        return new PortFailure(PortFailure.Kind.FULL, "no space left");
    }
}
