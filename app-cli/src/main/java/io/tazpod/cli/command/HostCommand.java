package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.cli.wiring.HostComponent;
import java.util.concurrent.Callable;

/// A verb that only the host can do.
abstract class HostCommand implements Callable<Integer> {

    final Context context;

    HostCommand(Context context) {
        this.context = context;
    }

    abstract int onHost(HostComponent host);

    @Override
    public final Integer call() {
        if (context.isGuest()) {
            var verb = context.invocation().verb().orElse("");
            throw new Stop(
                    Reason.WRONG_SIDE,
                    "'" + verb + "' works on the host, and this is inside the container",
                    "on the host: tazpod " + verb);
        }
        return onHost(context.host());
    }
}
