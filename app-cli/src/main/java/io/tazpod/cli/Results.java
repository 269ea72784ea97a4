package io.tazpod.cli;

import io.tazpod.app.vault.LockVault.Locked;
import io.tazpod.app.vault.SaveVault.Saved;
import io.tazpod.app.vault.UnlockVault.Unlocked;
import io.tazpod.cli.command.Context;
import io.tazpod.domain.vault.archive.Extent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Results of the vault's verbs: a line of talk, or one JSON object.
public final class Results {

    private Results() {}

    public static int unlocked(Context context, Unlocked result) {
        return switch (result) {
            case Unlocked.Already _ ->
                tell(context, "the vault is open already", Map.of("vault", "unlocked", "already", true));
            case Unlocked.Opened opened ->
                tell(
                        context,
                        "vault unlocked: " + words(opened.extent()),
                        Map.of(
                                "vault",
                                "unlocked",
                                "files",
                                opened.extent().files(),
                                "bytes",
                                opened.extent().bytes()));
            case Unlocked.Created _ ->
                tell(context, "new vault made, open and saved", Map.of("vault", "unlocked", "created", true));
        };
    }

    public static int saved(Context context, Saved result) {
        return switch (result) {
            case Saved.Written written ->
                tell(
                        context,
                        "saved: " + words(written.extent()),
                        Map.of(
                                "saved",
                                true,
                                "files",
                                written.extent().files(),
                                "bytes",
                                written.extent().bytes(),
                                "file_bytes",
                                written.fileBytes()));
            case Saved.Unchanged same ->
                tell(
                        context,
                        "nothing new to save: " + words(same.extent()),
                        Map.of(
                                "saved",
                                false,
                                "unchanged",
                                true,
                                "files",
                                same.extent().files(),
                                "bytes",
                                same.extent().bytes()));
        };
    }

    public static int locked(Context context, Locked result) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("vault", "locked");
        values.put("was_open", result.wasOpen());
        values.put("holders", result.holders().stream().map(Object::toString).toList());
        var before = result.saved()
                .map(saved -> switch (saved) {
                    case Saved.Written written -> "saved " + words(written.extent()) + ", then ";
                    case Saved.Unchanged _ -> "nothing new to save, ";
                })
                .orElse("");
        int done = tell(
                context, result.wasOpen() ? before + "locked; the enclave is empty" : "the vault is not open", values);
        if (result.holders().isEmpty()) {
            return done;
        }
        context.report().warn("still holding removed files of the vault: " + named(result.holders()));
        context.report().warn("end them: tazpod lock --force");
        return ExitCodes.of(io.tazpod.app.Stop.Reason.HELD);
    }

    /// Talk for people, an object for programs.
    public static int tell(Context context, String line, Map<String, ? extends @Nullable Object> values) {
        if (context.invocation().json()) {
            context.report().print(Json.object(values));
        } else {
            context.report().say(line);
        }
        return ExitCodes.DONE;
    }

    /// One JSON object on standard output.
    public static void json(Context context, Map<String, ? extends @Nullable Object> values) {
        context.report().print(Json.object(values));
    }

    private static String words(Extent extent) {
        return extent.files() + (extent.files() == 1 ? " file, " : " files, ") + size(extent.bytes());
    }

    private static String size(long bytes) {
        if (bytes < 10 * 1024) {
            return bytes + " bytes";
        }
        return bytes < 10 << 20 ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
    }

    private static String named(List<?> holders) {
        return holders.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
