package io.tazpod.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URI;

/// Looks for a text in the string constants of class files, which ArchUnit itself does not read.
final class HoldNoText extends ArchCondition<JavaClass> {

    private final String text;

    HoldNoText(String text) {
        super("hold no string with '" + text + "'");
        this.text = text;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        type.getSource().ifPresent(source -> {
            for (var entry : ClassFile.of().parse(bytes(source.getUri())).constantPool()) {
                if (entry instanceof StringEntry string && string.stringValue().contains(text)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " holds the string '" + string.stringValue() + "'"));
                }
            }
        });
    }

    private static byte[] bytes(URI source) {
        try (var stream = source.toURL().openStream()) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
