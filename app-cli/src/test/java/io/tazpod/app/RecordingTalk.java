package io.tazpod.app;

import java.util.ArrayList;
import java.util.List;

/// Keeps what was said.
public final class RecordingTalk implements Talk {

    private final List<String> said = new ArrayList<>();
    private final List<String> warned = new ArrayList<>();

    public List<String> said() {
        return List.copyOf(said);
    }

    public List<String> warned() {
        return List.copyOf(warned);
    }

    @Override
    public void say(String line) {
        said.add(line);
    }

    @Override
    public void warn(String line) {
        warned.add(line);
    }

    @Override
    public void progress(String line) {
        // comes and goes
    }
}
