package io.tazpod.domain.vault.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "..", "../x", "a/..", "a/../b", ".", "a/./b", "a//b", "a/", "a\0b", "Ā"})
    void refuses(String name) {
        assertThatThrownBy(() -> new EntryName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "..a", "a..", ".a", "-rf", "new\nline", "a\\b", " ", "caf\u00e9", "~"})
    void takes(String name) {
        assertThat(new EntryName(name).latin1()).isEqualTo(name);
    }

    @Test
    void refuses_what_the_system_could_not_hold() {
        assertThatThrownBy(() -> new EntryName("a".repeat(256))).hasMessageContaining("255");
        assertThatThrownBy(() -> new EntryName("a/".repeat(2100) + "b")).hasMessageContaining("4096");
        assertThatThrownBy(() -> new EntryName("a/".repeat(600) + "b")).hasMessageContaining("deep");
    }

    @Test
    void sorts_as_a_walk_goes() {
        var sorted = Stream.of("a-b", "a/b", "a", "a.txt", "a/b/c", "b", "B", "\u00ff")
                .map(EntryName::new)
                .sorted()
                .map(EntryName::latin1);

        assertThat(sorted).containsExactly("B", "a", "a/b", "a/b/c", "a-b", "a.txt", "b", "\u00ff");
    }

    @Test
    void knows_its_relatives() {
        var name = new EntryName("a/b/c");

        assertThat(name.parent()).isEqualTo(new EntryName("a/b"));
        assertThat(name.leaf()).isEqualTo(new EntryName("c"));
        assertThat(name.top()).isEqualTo(new EntryName("a"));
        assertThat(new EntryName("a").parent()).isNull();
        assertThat(name.isWithin(new EntryName("a/b"))).isTrue();
        assertThat(name.isWithin(new EntryName("a/bb"))).isFalse();
        assertThat(new EntryName("a/bb").isWithin(new EntryName("a/b"))).isFalse();
    }

    @Test
    void is_readable_whatever_it_is_made_of() {
        assertThat(EntryName.ofText("café")).hasToString("café");
        assertThat(new EntryName("latin-\u00e9")).hasToString("latin-é");
        assertThat(new EntryName("a\u001b[31m\n")).hasToString("a\\x1b[31m\\x0a");
        assertThat(EntryName.ofText("rtl\u202e")).hasToString("rtl\\u202e");
    }
}
