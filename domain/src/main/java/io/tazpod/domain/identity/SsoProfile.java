package io.tazpod.domain.identity;

import java.util.Optional;

/// A profile of the shared AWS configuration that logs in through IAM Identity Center.
///
/// @param name of the profile
/// @param session the `sso-session` section that it shares with others; empty in files of the older form
/// @param startUrl the portal's address
/// @param ssoRegion the portal's region, which need not be the bucket's
/// @param account the account's number
/// @param role the permission set
/// @param region where the profile works
public record SsoProfile(
        String name,
        Optional<String> session,
        String startUrl,
        String ssoRegion,
        String account,
        String role,
        String region) {

    public SsoProfile {
        plain("profile", name);
        session.ifPresent(it -> plain("session", it));
        plain("region of the portal", ssoRegion);
        plain("role", role);
        plain("region", region);
        if (!startUrl.matches("https?://[^\\s]+")) {
            throw new IllegalArgumentException(
                    "'" + startUrl + "' is no start URL: it looks like https://d-….awsapps.com/start");
        }
        if (!account.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("'" + account + "' is no account: it has 12 digits");
        }
    }

    /// What AWS's tools derive the name of the token's file from.
    public String cacheName() {
        return session.orElse(startUrl);
    }

    /// These words stand in a file of sections and keys.
    private static void plain(String what, String word) {
        if (!word.matches("[A-Za-z0-9_.@+=,-]{1,128}")) {
            throw new IllegalArgumentException("'" + word + "' is no " + what);
        }
    }
}
