package io.tazpod.app.login;

import io.tazpod.app.Pause;
import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.domain.identity.SsoProfile;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.identity.AwsFiles;
import io.tazpod.ports.identity.IdentityCentre;
import io.tazpod.ports.identity.IdentityCentre.Answer;
import io.tazpod.ports.identity.IdentityCentre.Challenge;
import io.tazpod.ports.identity.IdentityCentre.Client;
import io.tazpod.ports.identity.IdentityCentre.Token;
import java.time.Duration;

/// Logs a profile in: shows a code, waits until it is confirmed in a browser, keeps the token for AWS's tools.
public final class LogIn {

    private static final String NAME = "tazpod";

    /// what RFC 8628 adds to the interval when it was too short
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final IdentityCentre centre;
    private final AwsFiles files;
    private final Browser browser;
    private final Pause pause;
    private final Talk talk;

    public LogIn(IdentityCentre centre, AwsFiles files, Browser browser, Pause pause, Talk talk) {
        this.centre = centre;
        this.files = files;
        this.browser = browser;
        this.pause = pause;
        this.talk = talk;
    }

    /// The operator's browser.
    @FunctionalInterface
    public interface Browser {
        /// Whether it could be opened here.
        boolean open(String address);
    }

    /// @return the token's end is told by it
    public Token logIn(SsoProfile profile) {
        var client = centre.register(NAME);
        var challenge = centre.challenge(client, profile.startUrl());
        boolean opened = browser.open(challenge.address());
        talk.say((opened ? "a browser was asked to open " : "open this in a browser: ") + challenge.address());
        talk.say("confirm only if it shows the code " + challenge.code());
        var token = confirmed(client, challenge);
        files.write(profile);
        files.keep(profile, client, token);
        check(profile, token);
        return token;
    }

    private Token confirmed(Client client, Challenge challenge) {
        var interval = challenge.interval();
        for (var waited = Duration.ZERO; waited.compareTo(challenge.limit()) < 0; waited = waited.plus(interval)) {
            talk.progress("waiting for the confirmation");
            pause.pause(interval);
            switch (centre.ask(client, challenge)) {
                case Answer.Granted(Token token) -> {
                    return token;
                }
                case Answer.Pending _ -> {}
                case Answer.SlowDown _ -> interval = interval.plus(SLOWER);
                case Answer.Expired _ -> throw late();
                case Answer.Refused _ ->
                    throw new Stop(Reason.STORE_DENIED, "the login was refused in the browser", "tazpod login");
            }
        }
        throw late();
    }

    private static Stop late() {
        return new Stop(Reason.STORE_DENIED, "the code was not confirmed in time", "tazpod login");
    }

    /// The login itself has succeeded and is kept; another role may fit.
    private void check(SsoProfile profile, Token token) {
        try {
            centre.check(profile, token);
        } catch (PortFailure failure) {
            if (failure.kind() != PortFailure.Kind.DENIED && failure.kind() != PortFailure.Kind.ABSENT) {
                throw failure;
            }
            throw new Stop(
                    Reason.STORE_DENIED,
                    "logged in, but not to account " + profile.account() + " as " + profile.role() + ": "
                            + failure.getMessage(),
                    "name others: tazpod login --configure",
                    failure);
        }
    }
}
