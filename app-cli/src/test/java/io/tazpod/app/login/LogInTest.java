package io.tazpod.app.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.app.RecordingTalk;
import io.tazpod.app.Stop;
import io.tazpod.domain.identity.SsoProfile;
import io.tazpod.local.aws.AwsFolder;
import io.tazpod.s3.SsoIdentityCentre;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of a login, by the SDK against the stand-in.
class LogInTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private static final SsoProfile PROFILE = new SsoProfile(
            "tazlab",
            Optional.of("tazlab"),
            PortalStandIn.START,
            "us-east-1",
            "123456789012",
            "TazLabBootstrap",
            "eu-central-1");

    /// sha1 of the session's name, as AWS's tools look for it
    private static final String TOKEN = ".aws/sso/cache/c4aff784a7c4e71c5bdbffd9ba26223e4531a13c.json";

    @TempDir
    private Path home;

    private final RecordingTalk talk = new RecordingTalk();
    private final List<Duration> waits = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private PortalStandIn portal;

    @BeforeEach
    void begin() throws IOException {
        portal = new PortalStandIn();
        System.setProperty("aws.endpointUrlSsoOidc", portal.address().toString());
        System.setProperty("aws.endpointUrlSso", portal.address().toString());
    }

    @AfterEach
    void end() {
        System.clearProperty("aws.endpointUrlSsoOidc");
        System.clearProperty("aws.endpointUrlSso");
        portal.close();
        assertThat(portal.objections()).isEmpty();
    }

    private void logIn() {
        try (var centre = new SsoIdentityCentre("us-east-1", CLOCK)) {
            var files = new AwsFolder(home, Map.of());
            var _ = new LogIn(centre, files, opened::add, waits::add, talk).logIn(PROFILE);
        }
    }

    private Path token() throws IOException {
        try (var files = Files.list(home.resolve(".aws/sso/cache"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void the_code_is_told_and_the_token_is_kept_for_awss_tools() throws IOException {
        portal.beforeGranting("AuthorizationPendingException", "AuthorizationPendingException");

        logIn();

        assertThat(portal.asked())
                .containsExactly(
                        "/client/register",
                        "/device_authorization",
                        "/token",
                        "/token",
                        "/token",
                        "/federation/credentials");
        assertThat(talk.said()).anyMatch(it -> it.contains("ABCD-EFGH"));
        assertThat(opened).containsExactly("https://device.example/?user_code=ABCD-EFGH");
        assertThat(Files.readString(token()))
                .contains(
                        "\"startUrl\": \"" + PortalStandIn.START + "\"",
                        "\"region\": \"us-east-1\"",
                        "\"accessToken\": \"token-1\"",
                        "\"expiresAt\": \"2026-11-21T18:00:00Z\"",
                        "\"clientId\": \"id-1\"",
                        "\"refreshToken\": \"refresh-1\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token())))
                .isEqualTo("rw-------");
        assertThat(token()).isEqualTo(home.resolve(TOKEN));
    }

    @Test
    void the_profile_is_written_and_the_rest_of_the_file_stays() throws IOException {
        var config = home.resolve(".aws/config");
        Files.createDirectories(config.getParent());
        Files.writeString(config, "# mine\n[default]\nregion = eu-west-1\n\n[profile tazlab]\noutput = json\n");

        logIn();

        assertThat(Files.readString(config))
                .startsWith("# mine\n[default]\nregion = eu-west-1\n\n[profile tazlab]\noutput = json\n")
                .contains("sso_session = tazlab\n", "[sso-session tazlab]\n", "sso_role_name = TazLabBootstrap\n");
        assertThat(new AwsFolder(home, Map.of()).profile("tazlab")).contains(PROFILE);
    }

    @Test
    void asked_too_often_it_asks_less_often() {
        portal.beforeGranting("SlowDownException");

        logIn();

        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(6));
    }

    @Test
    void a_void_code_ends_it_and_leaves_nothing() {
        portal.beforeGranting("ExpiredTokenException");

        assertThatThrownBy(this::logIn).isInstanceOf(Stop.class).hasMessageContaining("not confirmed in time");

        assertThat(home.resolve(".aws")).doesNotExist();
    }

    @Test
    void a_refusal_in_the_browser_is_told_as_one() {
        portal.beforeGranting("AccessDeniedException");

        assertThatThrownBy(this::logIn).isInstanceOf(Stop.class).hasMessageContaining("refused in the browser");
    }

    @Test
    void a_role_that_is_not_ours_is_told_with_the_way_out() {
        portal.denyTheRole();

        assertThatThrownBy(this::logIn)
                .isInstanceOfSatisfying(Stop.class, it -> assertThat(it.hint()).contains("--configure"))
                .hasMessageContaining("TazLabBootstrap");
    }
}
