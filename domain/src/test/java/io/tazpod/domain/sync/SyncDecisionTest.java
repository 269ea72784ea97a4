package io.tazpod.domain.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every state that a file here, a store and what both last agreed on can be in.
///
/// Here is nothing (`-`), what was agreed on (`agreed`) or something else (`mine`). The base is the agreed state at
/// generation 5, or `-`. There is nothing, the agreed object, mine, or a state of another at generation 4, 6 or none.
final class SyncDecisionTest {

    @ParameterizedTest(name = "here {0}, base {1}, there {2}: {3}")
    @CsvSource({
        "-,      -,      -,       NothingToPush",
        "-,      agreed, agreed,  NothingToPush",
        "-,      agreed, other-6, NothingToPush",
        "mine,   -,      -,       Create",
        "agreed, agreed, -,       Gone",
        "mine,   agreed, -,       Gone",
        "agreed, agreed, agreed,  Unchanged",
        "mine,   agreed, agreed,  Replace",
        "agreed, agreed, other-6, Behind",
        "agreed, agreed, other-4, Behind",
        "agreed, agreed, blind,   Behind",
        "mine,   agreed, other-6, Moved",
        "mine,   agreed, other-4, Moved",
        "mine,   agreed, blind,   Moved",
        "mine,   agreed, mine,    Unchanged",
        "mine,   -,      mine,    Unchanged",
        "mine,   -,      other-6, Moved",
        "mine,   -,      blind,   Moved"
    })
    void a_push(String here, String base, String there, String decision) {
        assertThat(PushDecision.of(file(here), base(base), store(there))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(decision);
    }

    @ParameterizedTest(name = "here {0}, base {1}, there {2}, {3}: {4}")
    @CsvSource({
        "-,      -,      -,       none,     NoRemote",
        "mine,   agreed, -,       force,    NoRemote",
        "-,      -,      other-6, none,     Fetch",
        "-,      -,      blind,   none,     Fetch",
        "-,      agreed, agreed,  none,     Fetch",
        "-,      agreed, other-6, none,     Fetch",
        "-,      agreed, other-4, none,     Older",
        "-,      agreed, other-4, rollback, Fetch",
        "-,      agreed, blind,   none,     Fetch",
        "agreed, agreed, agreed,  none,     AlreadyCurrent",
        "agreed, agreed, other-6, none,     Fetch",
        "agreed, agreed, blind,   none,     Fetch",
        "agreed, agreed, other-4, none,     Older",
        "agreed, agreed, other-4, force,    Older",
        "agreed, agreed, other-4, rollback, Fetch",
        "mine,   agreed, agreed,  none,     AlreadyCurrent",
        "mine,   agreed, agreed,  force,    Fetch",
        "mine,   agreed, other-6, none,     LocalChanged",
        "mine,   agreed, other-6, force,    Fetch",
        "mine,   agreed, blind,   none,     LocalChanged",
        "mine,   agreed, other-4, none,     Older",
        "mine,   agreed, other-4, rollback, LocalChanged",
        "mine,   agreed, mine,    none,     AlreadyCurrent",
        "mine,   -,      mine,    none,     AlreadyCurrent",
        "mine,   -,      other-6, none,     NeverSynced",
        "mine,   -,      blind,   none,     NeverSynced",
        "mine,   -,      other-6, rollback, NeverSynced",
        "mine,   -,      other-6, force,    Fetch"
    })
    void a_pull(String here, String base, String there, String consent, String decision) {
        var given = new PullConsent(consent.equals("force"), consent.equals("rollback"));

        assertThat(PullDecision.of(file(here), base(base), store(there), given)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(decision);
    }

    private static Optional<Sha256> file(String state) {
        return state.equals("-") ? Optional.empty() : Optional.of(digest(state));
    }

    private static Optional<SyncBase> base(String state) {
        return state.equals("-")
                ? Optional.empty()
                : Optional.of(new SyncBase(new ETag(state), Optional.empty(), 5, digest(state)));
    }

    private static Optional<RemoteVault> store(String state) {
        if (state.equals("-")) {
            return Optional.empty();
        }
        var lineage = switch (state) {
            case "blind" -> Lineage.UNKNOWN;
            case "agreed" -> lineage(state, 5);
            case "mine" -> lineage(state, 6);
            default -> lineage(state, Integer.parseInt(state.substring("other-".length())));
        };
        return Optional.of(new RemoteVault(
                new ObjectKey("tazpod/vault/vault.tar.aes"), new ETag(state), 100, Instant.EPOCH, lineage));
    }

    private static Lineage lineage(String state, int generation) {
        return Lineage.of(Map.of(
                "tazpod-gen",
                Integer.toString(generation),
                "tazpod-file-sha256",
                digest(state).hex()));
    }

    private static Sha256 digest(String state) {
        return Sha256.of(state.getBytes(UTF_8));
    }
}
