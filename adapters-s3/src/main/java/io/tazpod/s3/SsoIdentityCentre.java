package io.tazpod.s3;

import io.tazpod.domain.identity.SsoProfile;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.identity.IdentityCentre;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.SlowDownException;

/// IAM Identity Center by the SDK. Where it is can be changed as for every SDK: `AWS_ENDPOINT_URL_SSO_OIDC` and
/// `AWS_ENDPOINT_URL_SSO`.
public final class SsoIdentityCentre implements IdentityCentre {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    /// what a refresh token is given for
    private static final String SCOPE = "sso:account:access";

    private final SdkHttpClient http;
    private final SsoOidcClient login;
    private final SsoClient portal;
    private final Clock clock;

    public SsoIdentityCentre(String region, Clock clock) {
        this.clock = clock;
        this.http = Apache5HttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(30))
                .useIdleConnectionReaper(false)
                .build();
        this.login = SsoOidcClient.builder()
                .httpClient(http)
                .region(Region.of(region))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        this.portal = SsoClient.builder()
                .httpClient(http)
                .region(Region.of(region))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    @Override
    public void close() {
        login.close();
        portal.close();
        http.close();
    }

    @Override
    public Client register(String name) {
        var made = asked(
                "register with the portal",
                () -> login.registerClient(
                        it -> it.clientName(name).clientType("public").scopes(SCOPE)));
        return new Client(made.clientId(), made.clientSecret(), Instant.ofEpochSecond(made.clientSecretExpiresAt()));
    }

    @Override
    public Challenge challenge(Client client, String startUrl) {
        var begun = asked(
                "begin a login at " + startUrl,
                () -> login.startDeviceAuthorization(it ->
                        it.clientId(client.id()).clientSecret(client.secret()).startUrl(startUrl)));
        var address = Optional.ofNullable(begun.verificationUriComplete()).orElse(begun.verificationUri());
        // RFC 8628: five seconds when nothing is said
        var interval = Duration.ofSeconds(Optional.ofNullable(begun.interval()).orElse(5));
        return new Challenge(
                begun.userCode(), address, begun.deviceCode(), interval, Duration.ofSeconds(begun.expiresIn()));
    }

    @Override
    public Answer ask(Client client, Challenge challenge) {
        try {
            var token = login.createToken(it -> it.clientId(client.id())
                    .clientSecret(client.secret())
                    .grantType(GRANT)
                    .deviceCode(challenge.device()));
            return new Answer.Granted(new Token(
                    token.accessToken(),
                    clock.instant().plusSeconds(token.expiresIn()),
                    Optional.ofNullable(token.refreshToken())));
        } catch (AuthorizationPendingException notYet) {
            return new Answer.Pending();
        } catch (SlowDownException tooOften) {
            return new Answer.SlowDown();
        } catch (ExpiredTokenException late) {
            return new Answer.Expired();
        } catch (AccessDeniedException no) {
            return new Answer.Refused();
        } catch (SdkException failure) {
            throw trouble("ask for the token", failure);
        }
    }

    @Override
    public void check(SsoProfile profile, Token token) {
        var _ = asked(
                "take the role " + profile.role(),
                () -> portal.getRoleCredentials(it -> it.accessToken(token.access())
                        .accountId(profile.account())
                        .roleName(profile.role())));
    }

    private static <T> T asked(String tried, Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException failure) {
            throw trouble(tried, failure);
        }
    }

    private static PortFailure trouble(String tried, SdkException failure) {
        if (failure instanceof AwsServiceException answer) {
            var kind = answer.statusCode() >= 500 ? Kind.BUSY : answer.statusCode() == 404 ? Kind.ABSENT : Kind.DENIED;
            return new PortFailure(
                    kind,
                    "cannot " + tried + ": HTTP " + answer.statusCode() + " " + S3Trouble.code(answer),
                    "are start URL, region, account and role right? tazpod login --configure",
                    failure);
        }
        return new PortFailure(
                Kind.UNREACHABLE,
                "cannot " + tried + ": " + failure.getMessage(),
                "is this machine on the network, and the portal's region right?",
                failure);
    }
}
