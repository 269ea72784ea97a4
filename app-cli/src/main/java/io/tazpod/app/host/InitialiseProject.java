package io.tazpod.app.host;

import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.run.RunContract;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.engine.ContainerEngine;
import io.tazpod.ports.machine.ProjectFolder;
import io.tazpod.ports.terminal.Dialogue;
import java.util.Optional;

/// Makes a project of the folder that TazPod was called in.
public final class InitialiseProject {

    /// What `dev/base-image` makes. Nobody's program but ours runs in a container that was not chosen.
    public static final String DEFAULT_IMAGE = "tazpod-base:latest";

    /// More projects with one folder name are numbered by hand.
    private static final int MOST_NUMBERS = 99;

    private final ProjectFolder project;
    private final ContainerEngine engine;
    private final Dialogue dialogue;

    public InitialiseProject(ProjectFolder project, ContainerEngine engine, Dialogue dialogue) {
        this.project = project;
        this.engine = engine;
        this.dialogue = dialogue;
    }

    /// Answers that were given beforehand; empty ones are asked for when there is a terminal, or take
    /// their default.
    public record Answers(
            Optional<String> image,
            Optional<String> name,
            Optional<String> homeDbHost,
            Optional<String> awsDbHost,
            Optional<StorageConfig.Type> storage,
            Optional<String> bucket,
            Optional<String> region,
            Optional<String> profile,
            Optional<String> endpoint,
            Optional<String> directory,
            Optional<String> runtime,
            Optional<String> enclave,
            boolean ask) {}

    /// @return false when there is a project here already; then nothing was touched
    public boolean initialise(Answers answers) {
        if (project.root().filter(project.current()::equals).isPresent()) {
            return false;
        }
        project.initialise(ProjectTemplate.of(complete(answers), name(answers)));
        return true;
    }

    private ProjectTemplate.Values complete(Answers given) {
        boolean ask = given.ask() && dialogue.possible();
        var image = answer(ask, given.image(), "Image", DEFAULT_IMAGE);
        var home = answer(ask, given.homeDbHost(), "Home DB host (empty: none)", "");
        var aws = answer(ask, given.awsDbHost(), "AWS DB host (empty: none)", "");
        boolean s3 = given.storage()
                .map(t -> t == StorageConfig.Type.S3 || t == StorageConfig.Type.MINIO)
                .orElse(true);
        return new ProjectTemplate.Values(
                image,
                home,
                aws,
                given.storage(),
                s3 ? answer(ask, given.bucket(), "S3 bucket", "tazlab-storage") : "",
                s3 ? answer(ask, given.region(), "S3 region", "eu-central-1") : "",
                s3 ? answer(ask, given.profile(), "AWS SSO profile", "tazlab") : "",
                given.endpoint().orElse(""),
                given.directory().orElse(""),
                given.runtime().orElse(""),
                given.enclave().orElse(""));
    }

    private String answer(boolean ask, Optional<String> given, String question, String fallback) {
        return given.orElseGet(() -> ask ? dialogue.ask(question, fallback) : fallback);
    }

    private ContainerName name(Answers answers) {
        return answers.name()
                .map(ContainerName::new)
                .orElseGet(() -> free(ContainerName.forFolder(OperatorContainer.lastPart(project.current()))));
    }

    /// Two projects in folders of one name get containers of two names. Without an engine to ask, the
    /// plain one.
    private ContainerName free(ContainerName plain) {
        try {
            var name = plain;
            for (int number = 2; number <= MOST_NUMBERS && taken(name); number++) {
                name = plain.numbered(number);
            }
            return name;
        } catch (PortFailure noEngine) {
            return plain;
        }
    }

    private boolean taken(ContainerName name) {
        return engine.find(name)
                .map(found -> !project.current().equals(found.labels().get(RunContract.LABEL_PROJECT)))
                .orElse(false);
    }
}
