package io.tazpod.domain.project;

import java.util.List;

/// Every fixed path inside the container. Nobody else joins path names there.
public final class GuestPaths {

    /// The operator's home, whatever their uid is.
    public static final String HOME = "/home/tazpod";

    /// The project.
    public static final String WORKSPACE = "/workspace";

    /// The open vault: a RAM file system.
    public static final String ENCLAVE = HOME + "/secrets";

    /// Where cloud tools look for their keys; leads into the enclave while the vault is open.
    public static final String AWS_HOME = HOME + "/.aws";

    /// A second, small RAM file system: the session's key, locks, shells. Never archived.
    public static final String RUN = "/run/tazpod";

    /// The distribution, mounted read-only.
    public static final String DISTRIBUTION = "/opt/tazpod";

    /// TazPod itself, as it is called inside.
    public static final String PROGRAM = DISTRIBUTION + "/bin/tazpod";

    /// Where the container's own scripts are; ends with a slash.
    public static final String LIBEXEC = DISTRIBUTION + "/libexec/";

    /// Tool state that outlives the container but is no secret.
    public static final List<String> IDENTITY_FOLDERS =
            List.of(".pi", ".omp", ".gemini", ".claude", ".aws", ".opencode");

    private GuestPaths() {}
}
