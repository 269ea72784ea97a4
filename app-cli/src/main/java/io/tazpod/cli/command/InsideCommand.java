package io.tazpod.cli.command;

import io.tazpod.cli.wiring.GuestComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// A verb whose work is done inside the container: typed on the host, it is handed on.
abstract class InsideCommand implements Callable<Integer> {

    final Context context;

    InsideCommand(Context context) {
        this.context = context;
    }

    /// The verb with its own flags, as it is to be typed inside.
    abstract List<String> words();

    abstract int inside(GuestComponent parts);

    @Override
    public final Integer call() {
        if (context.isGuest()) {
            return inside(context.guest());
        }
        var host = context.host();
        var words = new ArrayList<>(words());
        words.addAll(context.invocation().forwarded());
        return host.guest().tazpod(host.container().running(), words);
    }

    static List<String> words(String verb, boolean given, String flag) {
        return given ? List.of(verb, flag) : List.of(verb);
    }
}
