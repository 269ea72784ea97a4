package io.tazpod.app.host;

import io.tazpod.domain.config.StorageConfig;
import io.tazpod.domain.container.ContainerName;
import java.util.Locale;
import java.util.Optional;

/// The text of a fresh `config.yaml`: only what was decided, the rest is documented beside it.
final class ProjectTemplate {

    private ProjectTemplate() {}

    record Values(
            String image,
            String homeDbHost,
            String awsDbHost,
            Optional<StorageConfig.Type> storage,
            String bucket,
            String region,
            String profile,
            String endpoint,
            String directory,
            String runtime,
            String enclave) {}

    static String of(Values values, ContainerName name) {
        var text = new StringBuilder("# TazPod's configuration; every key: docs/config.md\n");
        line(text, "", "image", values.image());
        line(text, "", "container_name", name.value());
        line(text, "", "runtime", values.runtime());
        line(text, "", "enclave", values.enclave());
        if (!values.bucket().isEmpty()) {
            text.append("aws_sso:\n");
            line(text, "  ", "profile", values.profile());
            line(text, "  ", "bucket", values.bucket());
            line(text, "  ", "region", values.region());
        }
        if (!values.homeDbHost().isEmpty() || !values.awsDbHost().isEmpty()) {
            text.append("providers:\n");
            provider(text, "home", values.homeDbHost());
            provider(text, "aws", values.awsDbHost());
        }
        values.storage().ifPresent(type -> {
            text.append("storage:\n");
            line(text, "  ", "type", type.name().toLowerCase(Locale.ROOT));
            line(text, "  ", "endpoint", values.endpoint());
            line(text, "  ", "directory", values.directory());
        });
        return text.toString();
    }

    private static void provider(StringBuilder text, String name, String host) {
        if (!host.isEmpty()) {
            text.append("  ").append(name).append(":\n");
            line(text, "    ", "db_host", host);
        }
    }

    private static void line(StringBuilder text, String indent, String key, String value) {
        if (!value.isEmpty()) {
            text.append(indent).append(key).append(": ").append(quoted(value)).append("\n");
        }
    }

    /// Quotes whatever YAML might read as something else.
    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9/._][A-Za-z0-9/._:@-]*") && !value.endsWith(":")
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
