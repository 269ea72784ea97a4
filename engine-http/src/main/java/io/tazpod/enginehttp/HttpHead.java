package io.tazpod.enginehttp;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The status line and headers of an answer.
record HttpHead(int status, Map<String, String> headers) {

    static HttpHead parse(String text) throws IOException {
        var lineEnd = end(text, 0);
        if (!text.startsWith("HTTP/1.") || lineEnd < 12) {
            throw new IOException("the answer is no HTTP");
        }
        var headers = new HashMap<String, String>();
        var start = next(text, lineEnd);
        while (start < text.length()) {
            var end = end(text, start);
            var colon = text.indexOf(':', start);
            if (colon > start && colon < end) {
                headers.put(
                        text.substring(start, colon).toLowerCase(Locale.ROOT),
                        text.substring(colon + 1, end).strip());
            }
            start = next(text, end);
        }
        return new HttpHead(number(text.substring(9, 12), 10), headers);
    }

    static int number(String digits, int radix) throws IOException {
        try {
            return Integer.parseUnsignedInt(digits, radix) & Integer.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new IOException("the answer has '" + digits + "' where a number belongs", e);
        }
    }

    private static int end(String text, int from) {
        var end = text.indexOf('\n', from);
        if (end < 0) {
            return text.length();
        }
        return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private static int next(String text, int end) {
        return text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }

    boolean chunked() {
        return headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
    }

    boolean hasBody() {
        return status >= 200 && status != 204 && status != 304;
    }

    /// The length of the body, -1 when the header does not tell.
    long contentLength() throws IOException {
        var length = headers.get("content-length");
        try {
            return length == null ? -1 : Math.max(0, Long.parseLong(length));
        } catch (NumberFormatException e) {
            throw new IOException("the answer has a content-length of '" + length + "'", e);
        }
    }

    /// 101 by the book; Docker before it knew better, and proxies, answer 200 and go raw.
    boolean upgraded() throws IOException {
        return status == 101 || (status == 200 && !chunked() && contentLength() < 0);
    }

    boolean keepsConnection() throws IOException {
        return !headers.getOrDefault("connection", "").equalsIgnoreCase("close")
                && (!hasBody() || chunked() || contentLength() >= 0);
    }
}
