package io.tazpod.domain.config;

import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.container.PublishedPort;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What single values look like; every refusal says what would be right.
final class ConfigValues {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m|h)");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern SIZE = Pattern.compile("(?i)(\\d{1,6})(k|m|g)i?b?");
    private static final Pattern PORT =
            Pattern.compile("(?:(?:([0-9.]+|\\[[0-9a-fA-F:]+\\]):)?(\\d{1,5}):)?(\\d{1,5})(?:/(tcp|udp))?");

    private ConfigValues() {}

    static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    static <E extends Enum<E>> E word(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> lower(e).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(ConfigValues::lower)
                                .collect(Collectors.joining(", "))));
    }

    private static String lower(Enum<?> e) {
        return e.name().toLowerCase(Locale.ROOT);
    }

    /// A whole number from 1 on; what is not one is refused, never replaced by a default that deletes
    /// something.
    static int atLeastOne(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, in the same words
        }
        throw new IllegalArgumentException("'" + text + "' is not a whole number from 1 on");
    }

    static Duration duration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches() || Integer.parseInt(match.group(1)) == 0) {
            throw new IllegalArgumentException("'" + text + "' is no time: write 30s, 5m or 1h");
        }
        long number = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    static Optional<Duration> durationOrNever(String text) {
        return text.equals("never") ? Optional.empty() : Optional.of(duration(text));
    }

    static long size(String text) {
        var match = SIZE.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size: write 64m or 1g");
        }
        long bytes = Long.parseLong(match.group(1))
                << switch (match.group(2).toLowerCase(Locale.ROOT)) {
                    case "k" -> 10;
                    case "m" -> 20;
                    default -> 30;
                };
        if (bytes < 1 << 20) {
            throw new IllegalArgumentException("'" + text + "' is less than 1m");
        }
        return bytes;
    }

    static int mtu(String text) {
        if (text.equals("auto")) {
            return 0;
        }
        int mtu = atLeastOne(text);
        if (mtu < 576 || mtu > 65535) {
            throw new IllegalArgumentException("'" + text + "' is no MTU: use auto or 576 to 65535");
        }
        return mtu;
    }

    static BindMount mount(String text) {
        var parts = text.split(":", -1);
        boolean withMode = parts.length == 3 && (parts[2].equals("ro") || parts[2].equals("rw"));
        if ((parts.length != 2 && !withMode) || !parts[0].startsWith("/") || !parts[1].startsWith("/")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no mount: write /source:/target or /source:/target:ro");
        }
        return new BindMount(parts[0], parts[1], withMode && parts[2].equals("ro"));
    }

    /// Without an address a port is published for this host only.
    static PublishedPort port(String text) {
        var match = PORT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no port: write 8080, 8080:80 or 127.0.0.1:8080:80, with /udp if it is");
        }
        int inside = portNumber(match.group(3));
        int outside = match.group(2) == null ? inside : portNumber(match.group(2));
        var address = match.group(1) == null ? "127.0.0.1" : match.group(1).replaceAll("[\\[\\]]", "");
        return new PublishedPort(address, outside, inside, match.group(4) == null ? "tcp" : match.group(4));
    }

    private static int portNumber(String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("'" + digits + "' is no port number: 1 to 65535");
        }
        return port;
    }

    static String absolutePath(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("'" + text + "' is not an absolute path");
        }
        return text;
    }

    static String url(String text) {
        if (!text.startsWith("http://") && !text.startsWith("https://")) {
            throw new IllegalArgumentException("'" + text + "' is no address: write https://host or http://host:port");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /// As S3 names them; MinIO's client takes no others.
    static String bucket(String text) {
        if (!BUCKET.matcher(text).matches() || text.contains("..")) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no name of a bucket: 3 to 63 of a to z, 0 to 9, '-' and '.', with a letter or digit at each end");
        }
        return text;
    }

    static String prefix(String text) {
        return text.replaceAll("^/+|/+$", "");
    }
}
