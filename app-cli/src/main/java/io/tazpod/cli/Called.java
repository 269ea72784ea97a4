package io.tazpod.cli;

import java.util.concurrent.Callable;

/// Calls a command; apart from [Parsed], which loads picocli.
final class Called {

    private Called() {}

    // every command declares Integer and no checked exception; Callable's own signature is wider
    static int call(Object command) {
        try {
            return (Integer) ((Callable<?>) command).call();
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
