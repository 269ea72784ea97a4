package io.tazpod.ports.identity;

import io.tazpod.domain.identity.SsoProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// AWS IAM Identity Center's login for programs without a browser (RFC 8628): the program shows a code, a
/// person confirms it elsewhere.
///
/// All methods throw [io.tazpod.ports.PortFailure].
public interface IdentityCentre extends AutoCloseable {

    /// Makes this program known.
    Client register(String name);

    /// Begins a login.
    Challenge challenge(Client client, String startUrl);

    /// Asks whether the person has confirmed. Not to be asked more often than the challenge says.
    Answer ask(Client client, Challenge challenge);

    /// Whether the token opens the profile's account in its role; `DENIED` when not.
    void check(SsoProfile profile, Token token);

    @Override
    void close();

    /// This program, as it was made known.
    record Client(String id, String secret, Instant expires) {
        @Override
        public String toString() {
            return "client " + id;
        }
    }

    /// @param code what the person compares
    /// @param address where the person goes, with the code in it
    /// @param device names this login among all
    /// @param interval to be kept between two questions
    /// @param limit after which the code is void
    record Challenge(String code, String address, String device, Duration interval, Duration limit) {
        @Override
        public String toString() {
            return "challenge " + code;
        }
    }

    /// @param refresh with which AWS's tools renew it; older portals give none
    record Token(String access, Instant expires, Optional<String> refresh) {
        @Override
        public String toString() {
            return "token until " + expires;
        }
    }

    /// What came of a question.
    sealed interface Answer {
        /// confirmed
        record Granted(Token token) implements Answer {}

        /// not yet
        record Pending() implements Answer {}

        /// not yet, and asked too often
        record SlowDown() implements Answer {}

        /// the code is void
        record Expired() implements Answer {}

        /// the person said no
        record Refused() implements Answer {}
    }
}
