package io.tazpod.domain.config;

import io.tazpod.domain.config.ConfigNode.Mapping;
import io.tazpod.domain.config.ConfigNode.Scalar;
import io.tazpod.domain.config.TazpodConfig.EnclaveMode;
import io.tazpod.domain.config.TazpodConfig.EngineChoice;
import io.tazpod.domain.config.TazpodConfig.OnExit;
import io.tazpod.domain.config.TazpodConfig.SyncConfig;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ImageReference;
import io.tazpod.domain.vault.archive.EntryName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Turns a parsed file into a configuration, or into *all* that is wrong with it.
///
/// @param config what was understood; to be used only when there are no problems
/// @param problems what must be mended first
/// @param ignored keys of the original that mean nothing any more
public record ConfigReading(TazpodConfig config, List<ConfigProblem> problems, List<ConfigProblem> ignored) {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final String NEVER_USED = "was never used by the original and is ignored";

    public ConfigReading {
        // as they are met in the file
        problems = problems.stream()
                .sorted(Comparator.comparingInt(ConfigProblem::line))
                .toList();
        ignored = List.copyOf(ignored);
    }

    /// Reads the whole file. An empty file is a configuration of defaults.
    public static ConfigReading of(ConfigNode root) {
        var problems = new ArrayList<ConfigProblem>();
        var ignored = new ArrayList<ConfigProblem>();
        var mapping = switch (root) {
            case Mapping whole -> whole;
            case Scalar empty when empty.text().isEmpty() -> new Mapping(List.of(), 1);
            case ConfigNode other -> {
                problems.add(new ConfigProblem(other.line(), "config", "the file is not a list of 'key: value' lines"));
                yield new Mapping(List.of(), 1);
            }
        };
        var keys = new KeyReader("", mapping, problems, ignored);
        var config = read(keys);
        legacy(keys);
        keys.close();
        return new ConfigReading(config, problems, ignored);
    }

    private static TazpodConfig read(KeyReader keys) {
        boolean timed = keys.has("lock_after");
        var image = keys.value("image", Optional.<ImageReference>empty(), v -> Optional.of(new ImageReference(v)));
        var name =
                keys.value("container_name", Optional.<ContainerName>empty(), v -> Optional.of(new ContainerName(v)));
        var runtime = keys.value("runtime", EngineChoice.AUTO, v -> ConfigValues.word(EngineChoice.class, v));
        var enclave = keys.value("enclave", EnclaveMode.DECLARED, v -> ConfigValues.word(EnclaveMode.class, v));
        var lockAfter = keys.value("lock_after", Optional.<Duration>empty(), ConfigValues::durationOrNever);
        if (timed && lockAfter.isPresent()) {
            keys.notYet("lock_after", "is understood, but nothing locks by itself in this version; use: tazpod lock");
        }
        var storage = storage(keys);
        var vault = keys.reader("vault");
        int retention = vault.value("retention", TazpodConfig.DEFAULT_RETENTION, ConfigReading::retention);
        long size = vault.value("size", TazpodConfig.DEFAULT_VAULT_BYTES, ConfigValues::size);
        vault.close();
        var features = keys.reader("features");
        boolean debug = features.value("debug", false, ConfigValues::bool);
        features.ignore("ghost_mode", NEVER_USED);
        features.close();
        var sync = sync(keys);
        var container = container(keys.reader("container"));
        var anchors = keys.list("anchors", List.<EntryName>of(), EntryName::ofText);
        return new TazpodConfig(
                image,
                name,
                runtime,
                enclave,
                size,
                retention,
                storage,
                sync,
                lockAfter,
                container,
                variables(keys),
                anchors,
                debug);
    }

    /// These names end up in lines that a shell evaluates.
    private static Map<String, String> variables(KeyReader keys) {
        var variables = keys.map("env");
        for (var name : variables.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                keys.problem("env." + name, "is no name for a variable: use letters, digits and '_'");
            }
        }
        return variables;
    }

    /// The original's writer stores 0 for "the default".
    private static int retention(String text) {
        return text.equals("0") ? TazpodConfig.DEFAULT_RETENTION : ConfigValues.atLeastOne(text);
    }

    private static StorageConfig storage(KeyReader keys) {
        var sso = keys.reader("aws_sso");
        var ssoProfile = sso.value("profile", Optional.<String>empty(), Optional::of);
        var ssoBucket = sso.value("bucket", "tazlab-storage", ConfigValues::bucket);
        var ssoRegion = sso.value("region", "eu-central-1", v -> v);
        for (var key : List.of("start_url", "account_id", "role_name")) {
            sso.ignore(key, "belongs to the shared AWS configuration; TazPod does not read it here");
        }
        sso.close();
        boolean explicit = keys.has("storage");
        var storage = keys.reader("storage");
        var type = storage.value("type", StorageConfig.Type.S3, v -> ConfigValues.word(StorageConfig.Type.class, v));
        var directory =
                storage.value("directory", Optional.<String>empty(), v -> Optional.of(ConfigValues.absolutePath(v)));
        var config = new StorageConfig(
                type,
                storage.value("bucket", ssoBucket, ConfigValues::bucket),
                storage.value("region", ssoRegion, v -> v),
                storage.value("endpoint", Optional.<String>empty(), v -> Optional.of(ConfigValues.url(v))),
                storage.value("path_style", type == StorageConfig.Type.MINIO, ConfigValues::bool),
                storage.value("prefix", "", ConfigValues::prefix),
                storage.value("profile", ssoProfile, Optional::of),
                directory,
                storage.value("ca_bundle", Optional.<String>empty(), Optional::of),
                storage.value("unsafe", false, ConfigValues::bool));
        if (explicit && type == StorageConfig.Type.DIRECTORY && directory.isEmpty()) {
            storage.problem("directory", "is missing: type directory needs an absolute path");
        }
        if (explicit && type == StorageConfig.Type.MINIO && config.endpoint().isEmpty()) {
            storage.problem("endpoint", "is missing: type minio needs an address such as https://minio.example:9000");
        }
        storage.close();
        return config;
    }

    private static SyncConfig sync(KeyReader keys) {
        var sync = keys.reader("sync");
        if (sync.has("interval")) {
            sync.notYet(
                    "interval",
                    "is understood, but nothing saves by itself in this version before the last shell closes");
        }
        var config = new SyncConfig(
                sync.value("interval", Duration.ofMinutes(5), ConfigValues::duration),
                sync.value("on_exit", OnExit.PUSH, v -> ConfigValues.word(OnExit.class, v)));
        sync.close();
        return config;
    }

    private static ContainerConfig container(KeyReader keys) {
        var defaults = ContainerConfig.DEFAULT;
        var config = new ContainerConfig(
                keys.value("network", defaults.network(), v -> v),
                keys.value("mtu", defaults.mtu(), ConfigValues::mtu),
                keys.list("dns", defaults.dns(), v -> v),
                keys.list("ports", defaults.ports(), ConfigValues::port),
                keys.list("mounts", defaults.mounts(), ConfigValues::mount),
                keys.list("devices", defaults.devices(), ConfigValues::absolutePath),
                keys.list("cap_add", defaults.capAdd(), v -> v.replaceFirst("^CAP_", "")),
                keys.map("env"));
        keys.close();
        return config;
    }

    /// Keys that older files carry.
    private static void legacy(KeyReader keys) {
        keys.ignore("user", "is decided by whoever runs TazPod; the key is ignored");
        keys.ignore("ghost_mode", NEVER_USED);
        keys.ignore("providers", "belongs to programs that are gone and is ignored");
        keys.ignore("active_provider", "belongs to the removed vpn command and is ignored");
        keys.ignore("build", "is ignored: build the image yourself and name it under 'image'");
        keys.ignore("version", "is ignored");
        keys.ignore("mode", "is ignored: TazPod runs containers only");
        keys.ignore("gopass", "is ignored: secrets live in the vault");
    }
}
