package io.tazpod.cli.command;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.host.InitialiseProject.Answers;
import io.tazpod.cli.Results;
import io.tazpod.cli.wiring.HostComponent;
import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ImageReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes a project.
@Command(
        name = "init",
        description = "Make a project of this directory: .tazpod/config.yaml, and .gitignore entries for vault and tool"
                + " state. Asks what no flag answers, when there is a terminal.")
public final class InitCommand extends HostCommand {

    @Option(names = "--image", paramLabel = "REF", description = "image of the container; any glibc image will do")
    @Nullable
    String image;

    @Option(names = "--name", paramLabel = "NAME", description = "name of the container (default: <folder>-lab)")
    @Nullable
    String name;

    @Option(names = "--home-db-host", paramLabel = "HOST", description = "the original's question; kept, not used")
    @Nullable
    String homeDbHost;

    @Option(names = "--aws-db-host", paramLabel = "HOST", description = "the original's question; kept, not used")
    @Nullable
    String awsDbHost;

    @Option(names = "--storage", paramLabel = "TYPE", description = "s3, minio, directory or none")
    @Nullable
    String storage;

    @Option(names = "--bucket", paramLabel = "NAME", description = "bucket of the store")
    @Nullable
    String bucket;

    @Option(names = "--region", paramLabel = "REGION", description = "region of the bucket")
    @Nullable
    String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "AWS profile")
    @Nullable
    String profile;

    @Option(names = "--endpoint", paramLabel = "URL", description = "address of the store, if it is not AWS")
    @Nullable
    String endpoint;

    @Option(names = "--directory", paramLabel = "DIR", description = "folder of a store of type directory")
    @Nullable
    String directory;

    @Option(names = "--runtime", paramLabel = "ENGINE", description = "auto, docker or podman")
    @Nullable
    String runtime;

    @Option(names = "--enclave", paramLabel = "MODE", description = "declared or mounted")
    @Nullable
    String enclave;

    public InitCommand(Context context) {
        super(context);
    }

    @Override
    int onHost(HostComponent host) {
        var answers = answers();
        var place = host.project().current();
        boolean made = host.initialiseProject().initialise(answers);
        return Results.tell(
                context,
                made
                        ? "made a project in " + place + "; next: tazpod"
                        : "there is a project in " + place + " already; nothing was touched",
                Map.of("project", place, "created", made));
    }

    private Answers answers() {
        check();
        return new Answers(
                Optional.ofNullable(image),
                Optional.ofNullable(name),
                Optional.ofNullable(homeDbHost),
                Optional.ofNullable(awsDbHost),
                type(),
                Optional.ofNullable(bucket),
                Optional.ofNullable(region),
                Optional.ofNullable(profile),
                Optional.ofNullable(endpoint),
                Optional.ofNullable(directory)
                        .map(d -> Path.of(d).toAbsolutePath().normalize().toString()),
                Optional.ofNullable(runtime),
                Optional.ofNullable(enclave),
                !context.invocation().yes());
    }

    private void check() {
        try {
            Optional.ofNullable(image).ifPresent(ImageReference::new);
            Optional.ofNullable(name).ifPresent(ContainerName::new);
        } catch (IllegalArgumentException wrong) {
            throw new Stop(Reason.USAGE, String.valueOf(wrong.getMessage()), "tazpod help init", wrong);
        }
        oneOf("--runtime", runtime, "auto", "docker", "podman");
        oneOf("--enclave", enclave, "declared", "mounted");
        oneOf("--storage", storage, "s3", "minio", "directory", "none");
        if ("directory".equals(storage) && directory == null) {
            throw new Stop(Reason.USAGE, "--storage directory needs a place", "add --directory DIR");
        }
        if ("minio".equals(storage) && endpoint == null) {
            throw new Stop(Reason.USAGE, "--storage minio needs an address", "add --endpoint http://HOST:9000");
        }
    }

    private static void oneOf(String flag, @Nullable String value, String... allowed) {
        if (value != null && !Arrays.asList(allowed).contains(value)) {
            throw new Stop(
                    Reason.USAGE, flag + " " + value + ": none of " + String.join(", ", allowed), "tazpod help init");
        }
    }

    /// A directory or an endpoint says by itself which kind of store is meant.
    private Optional<StorageConfig.Type> type() {
        if (storage != null) {
            return Optional.of(StorageConfig.Type.valueOf(storage.toUpperCase(Locale.ROOT)));
        }
        if (directory != null) {
            return Optional.of(StorageConfig.Type.DIRECTORY);
        }
        return endpoint != null ? Optional.of(StorageConfig.Type.S3) : Optional.empty();
    }
}
