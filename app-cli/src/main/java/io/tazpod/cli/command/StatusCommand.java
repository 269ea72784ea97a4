package io.tazpod.cli.command;

import io.tazpod.app.host.ReportStatus.Status;
import io.tazpod.cli.Results;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// Says how things stand.
@Command(name = "status", description = "How container and vault stand.")
public final class StatusCommand implements Callable<Integer> {

    private final Context context;

    public StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (context.isGuest()) {
            return inside();
        }
        return tell(context.host().reportStatus().status());
    }

    private int inside() {
        var parts = context.guest();
        var description = parts.describeVault().describe();
        var project = context.launch().environment().getOrDefault("TAZPOD_PROJECT", "/workspace");
        var shells = new java.io.File("/run/tazpod/shells").list();
        return tell(new Status(
                project,
                parts.config().containerName().map(Object::toString).orElse(""),
                "running",
                "",
                description.state().word(),
                description.unsaved(),
                shells == null ? 0 : shells.length));
    }

    private int tell(Status status) {
        if (context.invocation().json()) {
            Results.json(context, values(status));
            return 0;
        }
        var report = context.report();
        report.print("project    " + status.project());
        report.print("container  " + status.container() + " (" + status.containerState() + ")"
                + (status.image().isEmpty() ? "" : ", image " + status.image()));
        report.print("vault      " + status.vaultState()
                + (status.vaultState().equals("unlocked") ? unsavedWords(status) : ""));
        report.print("shells     " + status.shells());
        return 0;
    }

    private static String unsavedWords(Status status) {
        return status.unsaved()
                .map(u -> u ? ", with unsaved changes" : ", saved")
                .orElse(", unsaved changes unknown");
    }

    private static Map<String, @Nullable Object> values(Status status) {
        var container = new LinkedHashMap<String, @Nullable Object>();
        container.put("name", status.container());
        container.put("state", status.containerState());
        container.put("image", status.image());
        var vault = new LinkedHashMap<String, @Nullable Object>();
        vault.put("state", status.vaultState());
        vault.put("unsaved", status.unsaved().orElse(null));
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("project", status.project());
        values.put("container", container);
        values.put("vault", vault);
        values.put("shells", status.shells());
        return values;
    }
}
