package io.tazpod.local.aws;

import io.tazpod.domain.identity.SsoProfile;
import io.tazpod.local.files.Durable;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.identity.AwsFiles;
import io.tazpod.ports.identity.IdentityCentre.Client;
import io.tazpod.ports.identity.IdentityCentre.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `~/.aws`: the configuration, and the cache of portal tokens.
public final class AwsFolder implements AwsFiles {

    private final Path config;
    private final Path cache;

    /// @param home the operator's home folder, where the tokens go in any case
    public AwsFolder(Path home, Map<String, String> environment) {
        var named = environment.getOrDefault("AWS_CONFIG_FILE", "");
        this.config = named.isEmpty() ? home.resolve(".aws/config") : Path.of(named);
        this.cache = home.resolve(".aws/sso/cache");
    }

    @Override
    public String place() {
        return config.toString();
    }

    @Override
    public Optional<SsoProfile> profile(String name) {
        var file = read();
        var profile = file.section(section(name));
        var session = Optional.ofNullable(profile.get("sso_session"));
        var portal = session.map(it -> file.section("sso-session " + it)).orElse(profile);
        var region = portal.get("sso_region");
        var start = portal.get("sso_start_url");
        var account = profile.get("sso_account_id");
        var role = profile.get("sso_role_name");
        if (region == null || start == null || account == null || role == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SsoProfile(
                    name, session, start, region, account, role, profile.getOrDefault("region", region)));
        } catch (IllegalArgumentException wrong) {
            throw new PortFailure(
                    Kind.REFUSED,
                    config + ", profile " + name + ": " + wrong.getMessage(),
                    "tazpod login --configure",
                    wrong);
        }
    }

    @Override
    public void write(SsoProfile profile) {
        var file = read();
        var before = file.text();
        var values = new LinkedHashMap<String, String>();
        profile.session().ifPresent(it -> values.put("sso_session", it));
        if (profile.session().isEmpty()) {
            values.put("sso_start_url", profile.startUrl());
            values.put("sso_region", profile.ssoRegion());
        }
        values.put("sso_account_id", profile.account());
        values.put("sso_role_name", profile.role());
        values.put("region", profile.region());
        file.set(section(profile.name()), values);
        profile.session()
                .ifPresent(session -> file.set(
                        "sso-session " + session,
                        Map.of(
                                "sso_start_url", profile.startUrl(),
                                "sso_region", profile.ssoRegion(),
                                "sso_registration_scopes", "sso:account:access")));
        if (!file.text().equals(before)) {
            write(config, file.text());
        }
    }

    @Override
    public void keep(SsoProfile profile, Client client, Token token) {
        var json = new StringBuilder("{");
        field(json, "startUrl", profile.startUrl());
        field(json, "region", profile.ssoRegion());
        field(json, "accessToken", token.access());
        field(json, "expiresAt", time(token.expires()));
        field(json, "clientId", client.id());
        field(json, "clientSecret", client.secret());
        field(json, "registrationExpiresAt", time(client.expires()));
        token.refresh().ifPresent(it -> field(json, "refreshToken", it));
        write(
                cache.resolve(sha1(profile.cacheName()) + ".json"),
                json.append('}').toString());
    }

    private static String section(String profile) {
        return profile.equals("default") ? profile : "profile " + profile;
    }

    private static String time(Instant when) {
        return when.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void field(StringBuilder json, String name, String value) {
        json.append(json.length() > 1 ? ", " : "")
                .append('"')
                .append(name)
                .append("\": \"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }

    private Sections read() {
        try {
            return new Sections(Files.readString(config));
        } catch (NoSuchFileException none) {
            return new Sections("");
        } catch (IOException failure) {
            throw new PortFailure(Kind.DENIED, "cannot read " + config + ": " + failure.getMessage(), failure);
        }
    }

    private static void write(Path file, String text) {
        try {
            // a link, such as into a folder of one's settings, stays one
            var real = Files.exists(file) ? file.toRealPath() : file;
            Durable.directories(real.toAbsolutePath().resolveSibling(".").normalize());
            Durable.write(
                    real,
                    real.resolveSibling("." + real.getFileName() + ".tazpod"),
                    text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new PortFailure(Kind.DENIED, "cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    /// What the tools name the file by; nothing is protected by it.
    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
