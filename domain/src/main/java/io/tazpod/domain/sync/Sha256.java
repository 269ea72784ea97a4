package io.tazpod.domain.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A SHA-256 digest, as 64 lower case hexadecimal digits.
public record Sha256(String hex) {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!DIGITS.matcher(hex).matches()) {
            throw new IllegalArgumentException("'" + hex + "' is no SHA-256 in hexadecimal");
        }
    }

    /// Of a value that came from outside: empty when it is no digest.
    public static Optional<Sha256> parse(String text) {
        return DIGITS.matcher(text).matches() ? Optional.of(new Sha256(text)) : Optional.empty();
    }

    public static Sha256 of(byte[] content) {
        var digest = digest();
        digest.update(content);
        return finish(digest);
    }

    /// Of all that is still to be read.
    public static Sha256 of(InputStream content) throws IOException {
        var digest = digest();
        content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return finish(digest);
    }

    /// What has been fed to the digest so far; resets it.
    public static Sha256 finish(MessageDigest digest) {
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
