package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.sync.VaultHistory.Entry;
import io.tazpod.cli.Results;
import io.tazpod.cli.wiring.SyncParts;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Lists what the store keeps.
@Command(name = "list", description = "List the states of the vault that the store keeps: index, time (UTC), bytes.")
public final class ListCommand extends TravelCommand {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Parameters(
            arity = "0..1",
            defaultValue = "",
            description = "vault-history (as a verb of its own: vault history)",
            paramLabel = "vault-history")
    String what;

    private final String object;

    /// @param object what there is a list of: `vault-history` of `list`, `history` of `vault`
    public ListCommand(Context context, String object) {
        super(context);
        this.object = object;
        this.what = object;
    }

    @Override
    int travel(SyncParts parts) {
        if (!what.isEmpty() && !what.equals(object)) {
            throw new Stop(Reason.USAGE, "there is no list of '" + what + "'", "tazpod list vault-history");
        }
        var entries = parts.history().entries(context.invocation().json());
        if (context.invocation().json()) {
            Results.json(
                    context,
                    Map.of("history", entries.stream().map(ListCommand::values).toList()));
            return 0;
        }
        if (entries.isEmpty()) {
            context.report().say("the store has no vault yet");
        }
        entries.forEach(e -> context.report()
                .print(String.format(
                        "%-5d %s  %d", e.index(), time(e), e.vault().size())));
        return 0;
    }

    private static String time(Entry entry) {
        return TIME.format(entry.vault().modified());
    }

    private static Map<String, @Nullable Object> values(Entry entry) {
        var lineage = entry.vault().lineage();
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("index", entry.index());
        values.put("key", entry.vault().key().value());
        values.put("modified", entry.vault().modified());
        values.put("bytes", entry.vault().size());
        values.put("generation", lineage.generation().orElse(null));
        values.put("revision", lineage.revision().map(Object::toString).orElse(null));
        values.put("host", lineage.host().orElse(null));
        return values;
    }
}
