package io.tazpod.enginehttp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one JSON value by RFC 8259, strictly: no comments, no trailing commas, no bare words.
final class JsonReader {

    /// Far deeper than any engine's answer, far shallower than a thread's stack.
    private static final int DEEPEST = 256;

    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    @Nullable
    Object read() {
        var value = value(0);
        skipBlanks();
        if (at < text.length()) {
            throw malformed("something behind the value");
        }
        return value;
    }

    private @Nullable Object value(int depth) {
        if (depth > DEEPEST) {
            throw malformed("nested too deeply");
        }
        skipBlanks();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        at++;
        if (closes('}')) {
            return fields;
        }
        do {
            skipBlanks();
            if (peek() != '"') {
                throw malformed("a field without a name");
            }
            var name = string();
            skipBlanks();
            expect(':');
            fields.put(name, value(depth + 1));
        } while (another('}'));
        return fields;
    }

    private List<@Nullable Object> array(int depth) {
        var items = new ArrayList<@Nullable Object>();
        at++;
        if (closes(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
        } while (another(']'));
        return items;
    }

    private boolean closes(char end) {
        skipBlanks();
        if (peek() == end) {
            at++;
            return true;
        }
        return false;
    }

    private boolean another(char end) {
        if (closes(end)) {
            return false;
        }
        expect(',');
        return true;
    }

    private String string() {
        at++;
        var start = at;
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '"') {
                return text.substring(start, at++);
            }
            if (c == '\\') {
                return escaped(new StringBuilder().append(text, start, at));
            }
            if (c < ' ') {
                throw malformed("a bare control character");
            }
            at++;
        }
        throw malformed("a string without end");
    }

    private String escaped(StringBuilder so) {
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '"') {
                return so.toString();
            }
            if (c < ' ') {
                throw malformed("a bare control character");
            }
            so.append(c == '\\' ? escape() : c);
        }
        throw malformed("a string without end");
    }

    private char escape() {
        var c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed("an unknown escape");
        };
    }

    private char unicode() {
        var code = 0;
        for (var i = 0; i < 4; i++) {
            // Character.digit would also take other scripts' digits
            var digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw malformed("an unfinished \\u");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
        if (!text.startsWith(word, at)) {
            throw malformed("an unknown word");
        }
        at += word.length();
        return meaning;
    }

    private Object number() {
        var start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        var whole = true;
        if (peek() == '.') {
            at++;
            digits();
            whole = false;
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
            whole = false;
        }
        var digits = text.substring(start, at);
        // 18 digits fit a long whatever they are; engines count in longs, so more is a fraction's business
        return whole && digits.length() <= 18 ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
    }

    private void digits() {
        if (peek() < '0' || peek() > '9') {
            throw malformed("no value");
        }
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
    }

    private void expect(char c) {
        if (peek() != c) {
            throw malformed("no '" + c + "'");
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /// The next character, NUL at the end: no rule of the grammar begins with it.
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private MalformedJson malformed(String problem) {
        return new MalformedJson(problem, at);
    }
}
