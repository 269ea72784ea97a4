package io.tazpod.enginehttp;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Says why a socket could not be connected to.
final class ConnectFailure {

    private ConnectFailure() {}

    /// Asks the file system, not the exception's text: the text is the C library's and speaks the user's language.
    static PortFailure of(Path socket, EngineWords words, IOException cause) {
        if (Files.notExists(socket)) {
            return failure(Kind.NOT_INSTALLED, words.product() + " has no socket at " + socket, words.missing(), cause);
        }
        if (!(cause instanceof ConnectException) && !Files.isWritable(socket)) {
            return failure(
                    Kind.DENIED, "no permission to use " + words.product() + " at " + socket, words.denied(), cause);
        }
        return failure(Kind.UNREACHABLE, words.product() + " does not answer at " + socket, words.silent(), cause);
    }

    private static PortFailure failure(Kind kind, String message, String hint, IOException cause) {
        return new PortFailure(kind, message, hint, cause);
    }
}
