package io.tazpod.minio;

import static java.util.stream.Collectors.joining;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.ServerException;
import io.tazpod.minio.LeanMinio.SourceFailure;
import io.tazpod.minio.MinioClients.ProxyRefusal;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.StoredObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Turns what MinIO's client threw into the ports' failure.
final class MinioTrouble {

    private static final String REGION_HEADER = "x-amz-bucket-region";

    private static final String ENDPOINT = "is the endpoint right, and up?";
    private static final String PROXY =
            "give the proxy a user and a password: https_proxy=http://user:password@host:port";

    private final String place;

    MinioTrouble(String place) {
        this.place = place;
    }

    /// What the server answered, if it did.
    ///
    /// @param code empty when the answer was not the protocol's
    /// @param region the bucket's, if it was told
    record Answer(int status, String code, String words, Optional<String> region) {

        static Optional<Answer> in(Throwable failure) {
            return causes(failure).flatMap(it -> of(it).stream()).findFirst();
        }

        private static Optional<Answer> of(Throwable failure) {
            return switch (failure) {
                case ErrorResponseException refused -> {
                    var error = refused.errorResponse();
                    yield Optional.of(new Answer(
                            refused.response().code(),
                            text(error.code()),
                            text(error.message()),
                            Optional.ofNullable(refused.response().header(REGION_HEADER))));
                }
                case ServerException fault ->
                    Optional.of(new Answer(fault.statusCode(), "", "a fault of its own", Optional.empty()));
                default -> Optional.empty();
            };
        }

        /// The refused condition of a write: 409 is a writer at the same moment, 404 an object that is gone.
        boolean conditionFailed() {
            return status == 412
                    || (status == 409 && !code.startsWith("Bucket"))
                    || (status == 404 && !code.equals("NoSuchBucket"));
        }

        boolean noSuchObject() {
            return status == 404 && !code.equals("NoSuchBucket");
        }

        /// Neither a fault of the server's nor an object that is not there.
        boolean isRefusal() {
            return status < 500 && status != 404;
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    PortFailure of(String tried, Throwable failure) {
        var what = "cannot " + tried + " in " + place + ": ";
        return Answer.in(failure)
                .map(answer -> answered(what, answer, failure))
                .orElseGet(() -> unanswered(what, failure));
    }

    private static PortFailure answered(String what, Answer answer, Throwable failure) {
        var kind = kind(answer);
        var code = answer.code().isEmpty() ? "" : " " + answer.code();
        var words = answer.words().isEmpty() ? "" : ": " + lower(answer.words());
        return new PortFailure(kind, what + "HTTP " + answer.status() + code + words, hint(kind, answer), failure);
    }

    private static Kind kind(Answer answer) {
        return switch (answer.code()) {
            case "ExpiredToken", "InvalidTokenId", "InvalidToken", "InvalidAccessKeyId" -> Kind.DENIED;
            case "RequestTimeout" -> Kind.TIMED_OUT;
            case "QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded" -> Kind.FULL;
            case "NoSuchBucket" -> Kind.ABSENT;
            default -> kind(answer.status());
        };
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> Kind.DENIED;
            case 404 -> Kind.ABSENT;
            case 408 -> Kind.TIMED_OUT;
            case 429 -> Kind.BUSY;
            case 501 -> Kind.REFUSED;
            case 507 -> Kind.FULL;
            default -> status >= 500 ? Kind.BUSY : status >= 300 ? Kind.REFUSED : Kind.UNEXPECTED;
        };
    }

    private static @Nullable String hint(Kind kind, Answer answer) {
        if (kind == Kind.REFUSED && answer.region().isPresent()) {
            return "set storage.region: " + answer.region().get() + " in .tazpod/config.yaml";
        }
        return switch (answer.code()) {
            case "RequestTimeTooSkewed" -> "set this machine's clock: the store's differs by too much";
            case "ExpiredToken", "InvalidTokenId", "InvalidToken" ->
                "tazpod login, or fresh keys with their session token";
            case "PermanentRedirect", "AuthorizationHeaderMalformed" -> "set storage.region to the server's region";
            case "NoSuchBucket" -> "tazpod setup-storage";
            default -> kind == Kind.DENIED ? "check the store's keys and their rights to bucket and prefix" : null;
        };
    }

    private PortFailure unanswered(String what, Throwable failure) {
        var told = what + words(failure);
        if (caused(failure, SourceFailure.class)) {
            return new PortFailure(Kind.UNEXPECTED, told, failure);
        }
        if (caused(failure, ProxyRefusal.class)) {
            return new PortFailure(Kind.DENIED, told, PROXY, failure);
        }
        if (caused(failure, InterruptedIOException.class)) {
            return new PortFailure(Kind.TIMED_OUT, what + "no answer in time", failure);
        }
        if (caused(failure, SSLException.class)) {
            return new PortFailure(Kind.UNREACHABLE, told, "a private CA is trusted by storage.ca_bundle", failure);
        }
        if (caused(failure, UnknownHostException.class)) {
            return new PortFailure(Kind.UNREACHABLE, told, ENDPOINT, failure);
        }
        if (caused(failure, ConnectException.class)) {
            return new PortFailure(Kind.UNREACHABLE, what + unconnected(failure), ENDPOINT, failure);
        }
        if (caused(failure, IOException.class)) {
            return new PortFailure(Kind.UNREACHABLE, told, failure);
        }
        if (caused(failure, IllegalArgumentException.class)) {
            return new PortFailure(Kind.REFUSED, told, failure);
        }
        // MinIO's client takes for granted what every store answers, such as a date
        return caused(failure, NullPointerException.class)
                ? StoredObject.noStore(place)
                : new PortFailure(Kind.UNEXPECTED, told, failure);
    }

    /// With the address, which may be a proxy's, and why.
    private static String unconnected(Throwable failure) {
        return causes(failure)
                .filter(ConnectException.class::isInstance)
                .map(MinioTrouble::text)
                .distinct()
                .collect(joining(": "));
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, it -> it != null, Throwable::getCause);
    }

    private static String words(Throwable failure) {
        return text(causes(failure).reduce((_, deeper) -> deeper).orElse(failure));
    }

    private static String text(Throwable failure) {
        var text = Optional.ofNullable(failure.getMessage()).filter(it -> !it.isBlank());
        return lower(text.orElse(failure.getClass().getSimpleName()));
    }

    private static String lower(String text) {
        var plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }
}
