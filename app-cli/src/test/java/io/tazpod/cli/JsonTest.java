package io.tazpod.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static Map<String, @Nullable Object> one(String key, @Nullable Object value) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(key, value);
        return values;
    }

    @Test
    void an_object_keeps_its_order_on_one_line() {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("z", "text");
        values.put("a", 7);
        values.put("b", true);
        values.put("n", null);

        assertThat(Json.object(values)).isEqualTo("{\"z\":\"text\",\"a\":7,\"b\":true,\"n\":null}");
    }

    @Test
    void nothing_is_an_empty_object() {
        assertThat(Json.object(Map.of())).isEqualTo("{}");
    }

    @Test
    void objects_and_lists_may_lie_in_each_other() {
        var value = List.of(Map.of("state", "running"), List.of(1, "two"), List.of());

        assertThat(Json.object(one("list", value))).isEqualTo("{\"list\":[{\"state\":\"running\"},[1,\"two\"],[]]}");
    }

    @Test
    void what_would_end_a_text_is_escaped() {
        assertThat(Json.object(one("a\"b", "q\" b\\ n\n t\t r\r e\u001b é 😀")))
                .isEqualTo("{\"a\\\"b\":\"q\\\" b\\\\ n\\n t\\t r\\u000d e\\u001b é 😀\"}");
    }
}
