package io.tazpod.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// What a pom says of its module, as it is written and without what it inherits.
final class Pom {

    private static final String OURS = "io.tazpod";

    private final Path file;
    private final Element project;

    Pom(Path file) {
        this.file = file;
        this.project = parse(file).getDocumentElement();
    }

    private static Document parse(Path file) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (IOException | SAXException | ParserConfigurationException broken) {
            throw new IllegalArgumentException(file + " is no pom", broken);
        }
    }

    String name() {
        return text(project, "artifactId");
    }

    List<String> modules() {
        return children(project, "modules").stream()
                .flatMap(modules -> children(modules, "module").stream())
                .map(Element::getTextContent)
                .toList();
    }

    /// Our own modules that its classes see.
    List<String> siblings() {
        return seen().stream()
                .filter(dependency -> text(dependency, "groupId").equals(OURS))
                .map(dependency -> text(dependency, "artifactId"))
                .toList();
    }

    /// Others' libraries that its classes see.
    List<String> libraries() {
        return seen().stream()
                .filter(dependency -> !text(dependency, "groupId").equals(OURS))
                .map(dependency -> text(dependency, "groupId") + ":" + text(dependency, "artifactId"))
                .toList();
    }

    String text() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " can't be read", unreadable);
        }
    }

    private List<Element> seen() {
        return children(project, "dependencies").stream()
                .flatMap(dependencies -> children(dependencies, "dependency").stream())
                .filter(dependency -> !text(dependency, "scope").equals("test"))
                .toList();
    }

    private static String text(Element parent, String name) {
        var found = children(parent, name);
        return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
    }

    private static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
