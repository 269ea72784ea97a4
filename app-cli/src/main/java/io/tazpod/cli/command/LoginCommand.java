package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.Results;
import io.tazpod.cli.SyncWords;
import io.tazpod.cli.wiring.HostComponent;
import io.tazpod.cli.wiring.Logins;
import io.tazpod.cli.wiring.PassphraseReading;
import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.identity.SsoProfile;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.engine.ContainerFacts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Logs in to where the vault travels.
@Command(
        name = "login",
        description =
                "Log in to the store. Type s3: through IAM Identity Center, by a code that a browser confirms; the"
                        + " token goes where AWS's tools look for it. Type minio: takes keys, tries them, and keeps them in the"
                        + " open vault, or for mc if none is open.")
public final class LoginCommand extends HostCommand {

    /// Takes the pair from its input, so that no list of processes shows it; spellings that would be read first go.
    private static final String KEEP = "umask 077 && cd ~/secrets && IFS= read -r id && IFS= read -r key"
            + " && printf %s \"$id\" >aws-access-key-id && printf %s \"$key\" >aws-secret-access-key"
            + " && rm -f aws_access_key_id aws_secret_access_key aws_session_token aws-session-token";

    @Option(names = "--configure", description = "ask for start URL, region, account and role, though they are known")
    boolean configure;

    @Option(names = "--profile", paramLabel = "NAME", description = "AWS profile (default: storage.profile)")
    @Nullable
    String profile;

    @Option(names = "--start-url", paramLabel = "URL", description = "the portal's address")
    @Nullable
    String startUrl;

    @Option(names = "--sso-region", paramLabel = "REGION", description = "the portal's region")
    @Nullable
    String ssoRegion;

    @Option(names = "--account", paramLabel = "NUMBER", description = "the account, 12 digits")
    @Nullable
    String account;

    @Option(names = "--role", paramLabel = "NAME", description = "the role, as the portal calls it")
    @Nullable
    String role;

    @Option(names = "--endpoint", paramLabel = "URL", description = "MinIO: the server (default: storage.endpoint)")
    @Nullable
    String endpoint;

    @Option(names = "--access-key", paramLabel = "KEY", description = "MinIO: the access key")
    @Nullable
    String accessKey;

    @Option(
            names = "--secret-key-file",
            paramLabel = "FILE",
            description = "MinIO: read the secret key from FILE; nobody else may be able to read it")
    @Nullable
    String secretKeyFile;

    public LoginCommand(Context context) {
        super(context);
    }

    @Override
    int onHost(HostComponent host) {
        var storage = host.config().storage();
        try {
            return switch (storage.type()) {
                case S3 -> portal(host, storage);
                case MINIO -> minio(host, storage);
                case DIRECTORY, NONE ->
                    throw new Stop(
                            Reason.USAGE,
                            "a store of type " + storage.type().name().toLowerCase(Locale.ROOT) + " has no login",
                            "tazpod status");
            };
        } catch (PortFailure failure) {
            throw SyncWords.stop(failure);
        }
    }

    // ---- IAM Identity Center

    private int portal(HostComponent host, StorageConfig storage) {
        var logins = host.logins();
        var name = Optional.ofNullable(profile).or(storage::profile).orElse("default");
        var known = logins.files().profile(name);
        var wanted = known.isPresent() && !configure && !given() ? known.get() : asked(host, storage, name, known);
        var token = logins.byPortal(wanted);
        return Results.tell(
                context,
                "logged in as profile " + name + " until " + token.expires() + "; it is in "
                        + logins.files().place(),
                Map.of("profile", name, "expires", token.expires().toString()));
    }

    private boolean given() {
        return startUrl != null || ssoRegion != null || account != null || role != null;
    }

    private SsoProfile asked(HostComponent host, StorageConfig storage, String name, Optional<SsoProfile> known) {
        var start = answer(host, "--start-url", startUrl, "SSO start URL", known.map(SsoProfile::startUrl));
        var region = answer(
                host,
                "--sso-region",
                ssoRegion,
                "SSO region",
                known.map(SsoProfile::ssoRegion).or(() -> Optional.of("us-east-1")));
        var number = answer(host, "--account", account, "Account", known.map(SsoProfile::account));
        var as = answer(host, "--role", role, "Role", known.map(SsoProfile::role));
        // an older profile keeps its form
        var session = known.isPresent() ? known.get().session() : Optional.of(name);
        try {
            return new SsoProfile(name, session, start, region, number, as, storage.region());
        } catch (IllegalArgumentException wrong) {
            throw new Stop(Reason.USAGE, String.valueOf(wrong.getMessage()), "tazpod login --configure", wrong);
        }
    }

    private String answer(
            HostComponent host, String flag, @Nullable String given, String question, Optional<String> known) {
        if (given != null) {
            return given;
        }
        if (!host.dialogue().possible()) {
            return known.orElseThrow(() -> new Stop(
                    Reason.NO_TERMINAL,
                    "there is no terminal to ask for the " + question.toLowerCase(Locale.ROOT),
                    flag));
        }
        return host.dialogue().ask(question, known.orElse(""));
    }

    // ---- MinIO

    private int minio(HostComponent host, StorageConfig storage) {
        var logins = host.logins();
        var address = Optional.ofNullable(endpoint).or(storage::endpoint).orElseThrow();
        if (!storage.endpoint().equals(Optional.of(address))) {
            context.report()
                    .warn("the configuration has another server: "
                            + storage.endpoint().orElse("none"));
        }
        var access = answer(host, "--access-key", accessKey, "Access key at " + address, Optional.empty());
        try (var secret = secret(host)) {
            var bytes = secret.copy();
            var key = new String(bytes, StandardCharsets.UTF_8).strip();
            Arrays.fill(bytes, (byte) 0);
            logins.check(address, access, key);
            return kept(host, logins, address, access, key);
        }
    }

    private Passphrase secret(HostComponent host) {
        if (secretKeyFile != null) {
            return PassphraseReading.read(secretKeyFile, null, null, host.programs());
        }
        if (!host.dialogue().possible()) {
            throw new Stop(
                    Reason.NO_TERMINAL, "there is no terminal to ask for the secret key on", "--secret-key-file FILE");
        }
        return host.dialogue()
                .secret("Secret key")
                .orElseThrow(() -> new Stop(Reason.INTERRUPTED, "no secret key was given", null));
    }

    private int kept(HostComponent host, Logins logins, String address, String access, String key) {
        var open = openVault(host);
        if (open.isEmpty()) {
            var file = logins.keep(address, access, key);
            return Results.tell(
                    context,
                    "the keys work; no vault is open, so they are kept in " + file + " for this user",
                    Map.of("kept", file));
        }
        var input = (access + "\n" + key + "\n").getBytes(StandardCharsets.UTF_8);
        int code = host.guest().fed(open.get(), List.of("sh", "-c", KEEP), input);
        Arrays.fill(input, (byte) 0);
        return code != 0
                ? code
                : Results.tell(
                        context,
                        "the keys work, and are in the open vault; to keep them: tazpod save",
                        Map.of("kept", "vault"));
    }

    /// The container whose vault is open. Without an engine there is none.
    private static Optional<ContainerFacts> openVault(HostComponent host) {
        try {
            return host.container()
                    .look()
                    .filter(ContainerFacts::running)
                    .filter(running -> host.guest()
                            .captured(running, List.of("/opt/tazpod/bin/tazpod", "__internal_state"))
                            .output()
                            .contains("vault=unlocked"));
        } catch (Stop noEngine) {
            return Optional.empty();
        }
    }
}
