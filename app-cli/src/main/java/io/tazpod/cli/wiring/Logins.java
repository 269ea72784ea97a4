package io.tazpod.cli.wiring;

import io.tazpod.app.Pause;
import io.tazpod.app.Talk;
import io.tazpod.app.login.LogIn;
import io.tazpod.domain.identity.SsoProfile;
import io.tazpod.domain.sync.VaultKeys;
import io.tazpod.local.aws.AwsFolder;
import io.tazpod.minio.McAliases;
import io.tazpod.minio.MinioSettings;
import io.tazpod.minio.MinioStore;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.identity.AwsFiles;
import io.tazpod.ports.identity.IdentityCentre.Token;
import io.tazpod.ports.machine.Programs;
import io.tazpod.s3.SsoIdentityCentre;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The two ways to log in: by a portal and a browser, or by keys that a server takes.
public final class Logins {

    /// some openers wait for the browser
    private static final Duration OPENING = Duration.ofSeconds(5);

    private final Launch launch;
    private final StoreAccess access;
    private final VaultKeys keys;
    private final Programs programs;
    private final Pause pause;
    private final Talk talk;

    Logins(Launch launch, StoreAccess access, VaultKeys keys, Programs programs, Pause pause, Talk talk) {
        this.launch = launch;
        this.access = access;
        this.keys = keys;
        this.programs = programs;
        this.pause = pause;
        this.talk = talk;
    }

    public AwsFiles files() {
        return new AwsFolder(launch.home(), launch.environment());
    }

    public Token byPortal(SsoProfile profile) {
        try (var centre = new SsoIdentityCentre(profile.ssoRegion(), Clock.systemUTC())) {
            return new LogIn(centre, files(), this::opened, pause, talk).logIn(profile);
        }
    }

    private boolean opened(String address) {
        var environment = launch.environment();
        if (!environment.containsKey("DISPLAY") && !environment.containsKey("WAYLAND_DISPLAY")) {
            return false;
        }
        try {
            return programs.run(List.of("xdg-open", address), OPENING).exitCode() == 0;
        } catch (PortFailure none) {
            return false;
        }
    }

    /// Asks the server with the keys. A bucket that is not there yet is no objection to them.
    public void check(String endpoint, String accessKey, String secretKey) {
        var pair = new MinioSettings.Keys(accessKey, secretKey, Optional.empty());
        try (var store = new MinioStore(access.minio(URI.create(endpoint), pair))) {
            var _ = store.head(keys.main());
        } catch (PortFailure failure) {
            if (failure.kind() != Kind.ABSENT) {
                throw failure;
            }
        }
    }

    /// Keeps the keys where `mc` has its own; the file's name is returned.
    public String keep(String endpoint, String accessKey, String secretKey) {
        var file = launch.home().resolve(".mc/config.json");
        new McAliases(file, launch.environment())
                .put(
                        "tazpod",
                        new McAliases.Alias(
                                URI.create(endpoint), new MinioSettings.Keys(accessKey, secretKey, Optional.empty())));
        return file.toString();
    }
}
