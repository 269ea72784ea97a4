package io.tazpod.domain.project;

/// The names below a project's folder, relative to it, with `/` between parts.
public final class ProjectFiles {

    /// The envelope: its presence makes a folder a project.
    public static final String ENVELOPE = ".tazpod";

    public static final String CONFIG = ENVELOPE + "/config.yaml";
    public static final String VAULT_FOLDER = ENVELOPE + "/vault";
    public static final String VAULT = VAULT_FOLDER + "/vault.tar.aes";

    /// One file a shell, locked by the client on the host for as long as it lives.
    public static final String CLIENTS = ENVELOPE + "/run/clients";

    private ProjectFiles() {}
}
