package io.tazpod.local.archive;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Something that a test needs and that may be missing here: then it is skipped, saying why, or fails when
/// `TAZPOD_REQUIRE` names it.
final class Requirement {

    private Requirement() {}

    static void met(boolean met, String name, String reason) {
        if (met) {
            return;
        }
        var required = Optional.ofNullable(System.getenv("TAZPOD_REQUIRE")).orElse("");
        if (Arrays.asList(required.split("[ ,]+", -1)).contains(name)) {
            Assertions.fail(reason);
        }
        System.out.println("skipped: " + reason);
        Assumptions.abort(reason);
    }
}
