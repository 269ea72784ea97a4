package io.tazpod.enginehttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Property(tries = 500)
    void what_is_written_is_read_back(@ForAll("values") Object value) {
        assertThat(Json.read(Json.write(value)).plain()).isEqualTo(value);
    }

    @Property
    void any_text_survives_and_is_written_in_ascii(@ForAll String text) {
        var written = Json.write(text);

        assertThat(Json.read(written).text("")).isEqualTo(text);
        assertThat(written.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
    }

    @Property
    void any_text_survives_unescaped(@ForAll String text) {
        var bare = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            bare.append(c < ' ' ? String.format("\\u%04X", (int) c) : c == '"' || c == '\\' ? "\\" + c : "" + c);
        }

        assertThat(Json.read(bare.append('"').toString()).text("")).isEqualTo(text);
    }

    @Property
    void any_text_is_read_or_refused_but_never_breaks_the_reader(@ForAll("almostJson") String text) {
        try {
            var value = Json.read(text).plain();
            assertThat(Json.read(Json.write(value)).plain()).isEqualTo(value);
        } catch (MalformedJson e) {
            assertThat(e).hasMessageStartingWith("no JSON: ");
        }
    }

    @Provide
    Arbitrary<String> almostJson() {
        return Arbitraries.strings().withChars("{}[]\",:\\u0019-+.eE tfn\n").ofMaxLength(20);
    }

    @Provide
    Arbitrary<Object> values() {
        return nested(3);
    }

    private static Arbitrary<Object> nested(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.strings().asGeneric(),
                Arbitraries.longs()
                        .between(-999_999_999_999_999_99L, 999_999_999_999_999_99L)
                        .asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.of(true, false).asGeneric());
        if (depth == 0) {
            return leaf;
        }
        var inner = nested(depth - 1);
        return Arbitraries.oneOf(
                leaf,
                inner.list().ofMaxSize(4).asGeneric(),
                Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), inner)
                        .ofMaxSize(4)
                        .asGeneric());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u00g0\"",
                "\"a\nb\"",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "-",
                "tru",
                "nul",
                "NaN",
                "1 2",
                "{}x",
                "// x",
                "\"\\u٠٠٠٠\"",
                "[1 2]",
                "\u0000",
                "{\"a\":}"
            })
    void what_is_no_json_is_refused(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void escapes_are_understood() {
        assertThat(Json.read("\"\\u00fc\\uD83D\\ude00\\n\\t\\/\\\\\\\"\\b\\f\\r\"")
                        .text(""))
                .isEqualTo("ü😀\n\t/\\\"\b\f\r");
    }

    @Test
    void nesting_has_a_limit_before_the_stack_has() {
        assertThat(Json.read("[".repeat(250) + "]".repeat(250)).items()).hasSize(1);
        assertThatThrownBy(() -> Json.read("[".repeat(100_000))).isInstanceOf(MalformedJson.class);
    }

    @Test
    void what_is_absent_falls_back() {
        var json = Json.read("{\"a\":{\"b\":[1,\"two\",null]},\"n\":null,\"big\":12345678901234567890}");

        assertThat(json.at("a", "b").texts()).containsExactly("two");
        assertThat(json.at("a", "b").items()).hasSize(3);
        assertThat(json.at("a", "x", "y").text("fallback")).isEqualTo("fallback");
        assertThat(json.at("n").present()).isFalse();
        assertThat(json.at("a").number(-1)).isEqualTo(-1);
        assertThat(json.at("big").plain()).isEqualTo(1.2345678901234567e19);
        assertThat(json.at("a", "b").truth()).isFalse();
    }

    @Test
    void null_and_order_are_kept() {
        var map = new LinkedHashMap<String, Object>();
        map.put("z", List.of());
        map.put("a", Map.of());
        var list = new ArrayList<Object>();
        list.add(map);

        assertThat(Json.write(list)).isEqualTo("[{\"z\":[],\"a\":{}}]");
        assertThat(Json.write(null)).isEqualTo("null");
    }

    @Test
    void what_json_cannot_say_is_not_written() {
        assertThatThrownBy(() -> Json.write(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.write(new Object())).isInstanceOf(IllegalArgumentException.class);
    }
}
