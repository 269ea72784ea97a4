package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.ExitCodes;
import io.tazpod.cli.Results;
import io.tazpod.cli.wiring.SyncParts;
import io.tazpod.domain.sync.StoreTraits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Finds out what the store honours.
@Command(
        name = "store",
        description = "store check: try out on scratch objects what the store honours, and remember it. A store that"
                + " ignores conditions can't keep two hosts from overwriting each other.")
public final class StoreCommand extends TravelCommand {

    @Parameters(arity = "0..1", defaultValue = "check", description = "check", paramLabel = "check")
    String what = "check";

    public StoreCommand(Context context) {
        super(context);
    }

    @Override
    int travel(SyncParts parts) {
        if (!what.equals("check")) {
            throw new Stop(Reason.USAGE, "'" + what + "' can't be done with a store", "tazpod store check");
        }
        var site = parts.site();
        var traits = parts.probe().probe();
        site.vault().remember(memory -> memory.withTraits(site.id(), traits));
        tell(site.store().place(), traits);
        return traits.preventsLostUpdates() ? ExitCodes.DONE : ExitCodes.of(Reason.UNSAFE_STORE);
    }

    private void tell(String place, StoreTraits traits) {
        if (context.invocation().json()) {
            var values = new LinkedHashMap<String, @Nullable Object>();
            values.put("store", place);
            values.put("probed", traits.probed());
            values.putAll(honours(traits));
            values.put("prevents_lost_updates", traits.preventsLostUpdates());
            Results.json(context, values);
            return;
        }
        var report = context.report();
        report.print("store                 " + place);
        honours(traits)
                .forEach((name, honoured) ->
                        report.print(String.format("%-21s %s", name.replace('_', ' '), honoured ? "yes" : "no")));
        report.print("prevents lost updates " + (traits.preventsLostUpdates() ? "yes" : "no"));
        if (!traits.preventsLostUpdates()) {
            report.warn("two hosts could overwrite each other here; use another store, or accept it by"
                    + " storage.unsafe: true");
        }
    }

    private static Map<String, Boolean> honours(StoreTraits traits) {
        var honours = new LinkedHashMap<String, Boolean>();
        honours.put("create_only", traits.createOnly());
        honours.put("if_unchanged", traits.ifUnchanged());
        honours.put("atomic", traits.atomic());
        honours.put("metadata", traits.metadata());
        honours.put("deletes", traits.deletes());
        honours.put("lists", traits.lists());
        honours.put("versions", traits.versions());
        return honours;
    }
}
