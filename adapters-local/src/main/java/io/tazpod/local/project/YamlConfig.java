package io.tazpod.local.project;

import io.tazpod.domain.config.ConfigNode;
import io.tazpod.domain.config.ConfigReading;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.machine.ConfigSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// A project's `config.yaml`, read as YAML 1.2: `no` and `012` stay what was written.
public final class YamlConfig implements ConfigSource {

    /// No configuration is larger; a larger file is a mistake.
    private static final long LARGEST = 1 << 20;

    private final Path file;

    public YamlConfig(Path file) {
        this.file = file;
    }

    @Override
    public ConfigReading read() {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // a pipe would keep us waiting
                throw new PortFailure(
                        PortFailure.Kind.REFUSED,
                        file + " is no file",
                        "put a file there; every key: docs/config.md",
                        null);
            }
            if (Files.size(file) > LARGEST) {
                throw new PortFailure(
                        PortFailure.Kind.REFUSED, file + " has more than a mebibyte; that is no configuration");
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            return ConfigReading.of(new ConfigNode.Scalar("", 1));
        } catch (CharacterCodingException notUtf8) {
            throw new PortFailure(PortFailure.Kind.REFUSED, file + " is not UTF-8", notUtf8);
        } catch (IOException unreadable) {
            throw new PortFailure(
                    PortFailure.Kind.DENIED, file + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public String place() {
        return file.toString();
    }

    private ConfigReading parse(String text) {
        var settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setUseMarks(true)
                // a section that stands for another one could hold itself, or pile up to more than there is memory
                .setMaxAliasesForCollections(0)
                .build();
        try {
            var composer = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)));
            Optional<Node> root = composer.getSingleNode();
            return ConfigReading.of(root.map(YamlConfig::node).orElse(new ConfigNode.Scalar("", 1)));
        } catch (MarkedYamlEngineException broken) {
            var mark = broken.getProblemMark();
            var place = mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                    .orElse("");
            throw new PortFailure(
                    PortFailure.Kind.REFUSED,
                    file + place + ": no YAML: " + broken.getProblem(),
                    "mend that line; every key: docs/config.md",
                    broken);
        } catch (StackOverflowError deep) {
            throw new PortFailure(
                    PortFailure.Kind.REFUSED,
                    file + ": no configuration: nested too deeply",
                    "mend it; every key: docs/config.md",
                    deep);
        } catch (YamlEngineException broken) {
            throw new PortFailure(PortFailure.Kind.REFUSED, file + ": no YAML: " + broken.getMessage(), broken);
        }
    }

    private static ConfigNode node(Node node) {
        int line = node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
        return switch (node) {
            case MappingNode mapping -> {
                var entries = new ArrayList<ConfigNode.Entry>();
                for (var tuple : mapping.getValue()) {
                    var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                    int keyLine = tuple.getKeyNode()
                            .getStartMark()
                            .map(m -> m.getLine() + 1)
                            .orElse(line);
                    entries.add(new ConfigNode.Entry(key, keyLine, node(tuple.getValueNode())));
                }
                yield new ConfigNode.Mapping(entries, line);
            }
            case SequenceNode sequence ->
                new ConfigNode.Sequence(
                        sequence.getValue().stream().map(YamlConfig::node).toList(), line);
            case ScalarNode scalar -> new ConfigNode.Scalar(scalar.getValue(), line);
            default -> new ConfigNode.Scalar("", line);
        };
    }
}
