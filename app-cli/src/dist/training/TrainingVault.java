import io.tazpod.app.Pause;
import io.tazpod.app.Talk;
import io.tazpod.app.vault.DescribeVault;
import io.tazpod.app.vault.LockVault;
import io.tazpod.app.vault.OpenVault;
import io.tazpod.app.vault.PassphraseSource;
import io.tazpod.app.vault.SaveVault;
import io.tazpod.app.vault.UnlockVault;
import io.tazpod.app.vault.VaultEnvironment;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.seal.CryptoWarmUp;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.local.archive.FolderArchive;
import io.tazpod.local.enclave.RamEnclave;
import io.tazpod.local.enclave.SessionFolder;
import io.tazpod.local.machine.ChildPrograms;
import io.tazpod.local.machine.DeferredSignals;
import io.tazpod.local.project.ProjectOnDisk;
import io.tazpod.local.vault.VaultFolder;
import io.tazpod.ports.enclave.Enclave;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Walks a vault's whole life in a folder of the build, with made-up content, so that the class archive
/// knows the
/// classes of the verbs that run inside a container. Not part of the distribution.
///
/// `TrainingVault WORK`: uses WORK/vault-project.
public final class TrainingVault {

    public static void main(String[] arguments) throws IOException {
        var root = Path.of(arguments[0], "vault-project");
        var secrets = Files.createDirectories(root.resolve("secrets"));
        var run = Files.createDirectories(root.resolve("run"));
        Files.createDirectories(root.resolve(".tazpod/vault"));
        var project = new ProjectOnDisk(root, true);
        var enclave = new Pretended(new RamEnclave(
                secrets, root.resolve("aws"), new RamEnclave.Mounting.Declared(), new ChildPrograms()));
        var sessions = new SessionFolder(run);
        var archive = new FolderArchive(secrets);
        var file = new VaultFolder(root.resolve(".tazpod/vault"));
        var vault = new OpenVault(project, enclave, sessions);
        var signals = new DeferredSignals();
        var random = new SecureRandom();
        var talk = new Silence();
        var environment = new VaultEnvironment(enclave, Map.of("TOKEN", "token"));
        var save = new SaveVault(vault, sessions, archive, file, signals, Limits.ofEnclave(64 << 20), random, talk);
        var unlock = new UnlockVault(
                vault, project, enclave, sessions, archive, file, environment, signals,
                Limits.ofEnclave(64 << 20), random, talk);
        var lock = new LockVault(vault, save, archive, enclave, sessions, Clock.systemUTC(), Pause::asleep, talk);
        var describe = new DescribeVault(vault, sessions, archive);

        CryptoWarmUp.startKeyDerivation();
        CryptoWarmUp.startOpening();
        CryptoWarmUp.startSealing();
        System.out.println(unlock.unlock(new Known(), true));
        Files.createDirectories(secrets.resolve("a/b"));
        Files.write(secrets.resolve("a/b/token"), new byte[3 << 20]);
        Files.createSymbolicLink(secrets.resolve("link"), Path.of("a/b/token"));
        Files.writeString(secrets.resolve("aws_access_key_id"), "made-up");
        Files.writeString(secrets.resolve("aws_secret_access_key"), "made-up");
        System.out.println(describe.describe());
        System.out.println(save.save(false));
        System.out.println(lock.lock(false, false));
        System.out.println(unlock.unlock(new Known(), false));
        System.out.println(describe.describe());
        System.out.println(lock.lock(false, true));
    }

    private static final class Known implements PassphraseSource {
        @Override
        public int attempts() {
            return 1;
        }

        @Override
        public Optional<Passphrase> next(String question) {
            return Optional.of(Passphrase.copyOf(new byte[] {'x'}));
        }

        @Override
        public Optional<Passphrase> fresh() {
            return next("");
        }
    }

    private static final class Silence implements Talk {
        @Override
        public void say(String line) {}

        @Override
        public void warn(String line) {
            System.out.println(line);
        }

        @Override
        public void progress(String line) {}
    }

    /// An ordinary folder that is taken for RAM.
    private static final class Pretended implements Enclave {
        private final Enclave folder;

        Pretended(Enclave folder) {
            this.folder = folder;
        }

        @Override
        public Facts facts() {
            return new Facts(true, folder.facts().empty());
        }

        @Override
        public void open() {}

        @Override
        public void wipe() {
            folder.wipe();
        }

        @Override
        public List<Holder> holders() {
            return folder.holders();
        }

        @Override
        public List<Holder> end(List<Holder> holders) {
            return folder.end(holders);
        }

        @Override
        public List<String> bridge() {
            return folder.bridge();
        }

        @Override
        public boolean has(EntryName path) {
            return folder.has(path);
        }

        @Override
        public Optional<byte[]> readSmall(String path) {
            return folder.readSmall(path);
        }

        @Override
        public void unbridge() {
            folder.unbridge();
        }
    }
}
