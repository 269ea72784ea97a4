package io.tazpod.s3;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// Turns what the SDK threw into the ports' failure.
final class S3Trouble {

    static final String SIGN_IN = "tazpod login, or give keys by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

    private static final String REGION_HEADER = "x-amz-bucket-region";

    private static final int PROXY_REFUSES = 407;
    private static final String PROXY =
            "give the proxy a user and a password: https_proxy=http://user:password@host:port";

    private final String place;

    S3Trouble(String place) {
        this.place = place;
    }

    PortFailure of(String tried, SdkException failure) {
        return failure instanceof AwsServiceException answer ? answered(tried, answer) : unanswered(tried, failure);
    }

    static String code(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(details -> details.errorCode())
                .orElse("");
    }

    /// The refused condition of a write: 409 is a writer at the same moment, 404 an object that is gone.
    static boolean conditionFailed(AwsServiceException answer) {
        return switch (answer.statusCode()) {
            case 412 -> true;
            case 409 -> !code(answer).startsWith("Bucket");
            case 404 -> !code(answer).equals("NoSuchBucket");
            default -> false;
        };
    }

    private PortFailure answered(String tried, AwsServiceException answer) {
        var kind = kind(answer);
        var words = Optional.ofNullable(answer.awsErrorDetails())
                .flatMap(details -> Optional.ofNullable(details.errorMessage()))
                .filter(text -> !text.isBlank() && !text.equals("null"))
                .map(text -> ": " + lower(text))
                .orElse("");
        var code = code(answer).isEmpty() ? "" : " " + code(answer);
        return new PortFailure(
                kind,
                "cannot " + tried + " in " + place + ": HTTP " + answer.statusCode() + code + words,
                hint(kind, answer),
                answer);
    }

    private static Kind kind(AwsServiceException answer) {
        return switch (code(answer)) {
            case "ExpiredToken",
                    "ExpiredTokenException",
                    "InvalidToken",
                    "TokenRefreshRequired",
                    "InvalidAccessKeyId" -> Kind.DENIED;
            case "RequestTimeout" -> Kind.TIMED_OUT;
            case "QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded" -> Kind.FULL;
            case "NoSuchBucket" -> Kind.ABSENT;
            default -> kind(answer.statusCode());
        };
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401, 403, 407 -> Kind.DENIED;
            case 404 -> Kind.ABSENT;
            case 408 -> Kind.TIMED_OUT;
            case 429 -> Kind.BUSY;
            case 501 -> Kind.REFUSED;
            case 507 -> Kind.FULL;
            default -> status >= 500 ? Kind.BUSY : status >= 300 ? Kind.REFUSED : Kind.UNEXPECTED;
        };
    }

    private static @Nullable String hint(Kind kind, AwsServiceException answer) {
        var region = Optional.ofNullable(answer.awsErrorDetails())
                .flatMap(details -> details.sdkHttpResponse().firstMatchingHeader(REGION_HEADER));
        if (kind == Kind.REFUSED && region.isPresent()) {
            return "set storage.region: " + region.get() + " in .tazpod/config.yaml";
        }
        if (answer.statusCode() == PROXY_REFUSES) {
            return PROXY;
        }
        return switch (code(answer)) {
            case "RequestTimeTooSkewed" -> "set this machine's clock: the store's differs by too much";
            case "ExpiredToken", "ExpiredTokenException", "InvalidToken", "TokenRefreshRequired" -> SIGN_IN;
            case "PermanentRedirect", "AuthorizationHeaderMalformed" -> "set storage.region to the bucket's region";
            case "NoSuchBucket" -> "tazpod setup-storage";
            default -> kind == Kind.DENIED ? "check the store's keys and their rights to bucket and prefix" : null;
        };
    }

    private PortFailure unanswered(String tried, SdkException failure) {
        var what = "cannot " + tried + " in " + place + ": ";
        if (failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || caused(failure, SocketTimeoutException.class)) {
            return new PortFailure(Kind.TIMED_OUT, what + "no answer in time", failure);
        }
        if (caused(failure, SSLException.class)) {
            return new PortFailure(
                    Kind.UNREACHABLE, what + words(failure), "a private CA is trusted by storage.ca_bundle", failure);
        }
        if (caused(failure, UnknownHostException.class) || caused(failure, ConnectException.class)) {
            return new PortFailure(Kind.UNREACHABLE, what + words(failure), "is the endpoint right, and up?", failure);
        }
        if (causes(failure).anyMatch(IOException.class::isInstance)) {
            return new PortFailure(Kind.UNREACHABLE, what + words(failure), failure);
        }
        // what is left was never sent: the SDK found no credentials, or no token
        if (words(failure).startsWith("unable to load credentials from any of the providers")) {
            // the SDK goes on to name each place where it looked and what was wrong with it
            return new PortFailure(Kind.DENIED, what + "no credentials were found", SIGN_IN, failure);
        }
        return new PortFailure(Kind.DENIED, what + words(failure), SIGN_IN, failure);
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, it -> it != null, Throwable::getCause);
    }

    private static String words(Throwable failure) {
        var last = causes(failure).reduce((_, deeper) -> deeper).orElse(failure);
        return lower(
                Optional.ofNullable(last.getMessage()).orElse(last.getClass().getSimpleName()));
    }

    private static String lower(String text) {
        var plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }
}
