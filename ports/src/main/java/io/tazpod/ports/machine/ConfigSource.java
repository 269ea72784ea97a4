package io.tazpod.ports.machine;

import io.tazpod.domain.config.ConfigReading;

/// Where a project's configuration comes from.
public interface ConfigSource {

    /// Reads it; a missing file is a configuration of defaults. `REFUSED` when it is no YAML, with
    /// file, line and
    /// column; `DENIED` when it can't be read.
    ConfigReading read();

    /// The file, for messages.
    String place();
}
