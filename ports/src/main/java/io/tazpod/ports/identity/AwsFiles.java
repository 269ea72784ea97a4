package io.tazpod.ports.identity;

import io.tazpod.domain.identity.SsoProfile;
import io.tazpod.ports.identity.IdentityCentre.Client;
import io.tazpod.ports.identity.IdentityCentre.Token;
import java.util.Optional;

/// The files that the AWS CLI and the SDKs share.
///
/// All methods throw [io.tazpod.ports.PortFailure].
public interface AwsFiles {

    /// A profile, if it is there and logs in through a portal.
    Optional<SsoProfile> profile(String name);

    /// Writes the profile and its session; everything else in the file stays as it is.
    void write(SsoProfile profile);

    /// Keeps the token where the tools look for it, readable by nobody else.
    void keep(SsoProfile profile, Client client, Token token);

    /// The configuration file, for messages.
    String place();
}
