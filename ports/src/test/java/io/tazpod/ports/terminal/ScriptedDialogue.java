package io.tazpod.ports.terminal;

import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.ports.PortFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// An operator who answers by the book, or a place where nobody can be asked.
public final class ScriptedDialogue implements Dialogue {

    private final boolean possible;
    private final Deque<String> answers;
    private final List<String> asked = new ArrayList<>();

    private ScriptedDialogue(boolean possible, List<String> answers) {
        this.possible = possible;
        this.answers = new ArrayDeque<>(answers);
    }

    /// Answers in this order; after the last one the input has ended.
    public static ScriptedDialogue answering(String... answers) {
        return new ScriptedDialogue(true, List.of(answers));
    }

    /// Nobody to ask.
    public static ScriptedDialogue nobody() {
        return new ScriptedDialogue(false, List.of());
    }

    /// The questions so far.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public boolean possible() {
        return possible;
    }

    @Override
    public boolean confirm(String question) {
        asked.add(question);
        return List.of("y", "yes").contains(Optional.ofNullable(answers.poll()).orElse(""));
    }

    @Override
    public boolean confirm(String question, String answeredBy) {
        if (!possible) {
            throw new PortFailure(
                    PortFailure.Kind.ABSENT, "there is no terminal to ask on: " + question, answeredBy, null);
        }
        return confirm(question);
    }

    @Override
    public void show(String line) {
        asked.add(line);
    }

    @Override
    public String ask(String question, String fallback) {
        asked.add(question);
        return Optional.ofNullable(answers.poll())
                .filter(answer -> !answer.isEmpty())
                .orElse(fallback);
    }

    @Override
    public Optional<Passphrase> secret(String question) {
        asked.add(question);
        return Optional.ofNullable(answers.poll())
                .map(answer -> Passphrase.taking(answer.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
