package io.tazpod.domain.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.entry.EntryFacts.Vault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The decision table of smart entry.
class EntryStepTest {

    @ParameterizedTest
    @CsvSource({
        "false, false, UNKNOWN,   false, OFFER_INIT",
        "true,  false, UNKNOWN,   true,  BRING_UP",
        "true,  true,  UNLOCKED,  true,  ENTER",
        "true,  true,  LOCKED,    true,  OFFER_UNLOCK",
        "true,  true,  HALF_OPEN, true,  OFFER_UNLOCK",
        "true,  true,  MISSING,   true,  OFFER_BOOTSTRAP",
        "true,  true,  MISSING,   false, OFFER_NEW",
        "true,  true,  UNKNOWN,   true,  ENTER",
    })
    void each_state_has_one_next_step(boolean project, boolean running, Vault vault, boolean storage, EntryStep step) {
        assertThat(EntryStep.next(new EntryFacts(project, running, vault, storage, false, false, false)))
                .isEqualTo(step);
    }

    @Test
    void a_declined_offer_is_not_made_again() {
        assertThat(EntryStep.next(new EntryFacts(true, true, Vault.LOCKED, true, true, false, false)))
                .isEqualTo(EntryStep.ENTER_LOCKED);
        assertThat(EntryStep.next(new EntryFacts(true, true, Vault.MISSING, true, false, true, false)))
                .isEqualTo(EntryStep.OFFER_NEW);
        assertThat(EntryStep.next(new EntryFacts(true, true, Vault.MISSING, true, false, true, true)))
                .isEqualTo(EntryStep.ENTER_LOCKED);
    }
}
