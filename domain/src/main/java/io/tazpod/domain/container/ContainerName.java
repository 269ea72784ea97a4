package io.tazpod.domain.container;

import java.util.regex.Pattern;

/// The name of a container, as every engine accepts it.
///
/// @param value letters, digits, `_`, `.` and `-`, starting with a letter or a digit, at most 128
/// characters
public record ContainerName(String value) {

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");

    public ContainerName {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is no container name: use letters, digits, '_', '.' and '-', starting with a letter or digit");
        }
    }

    /// `<folder>-lab`, as the original names it, with what engines refuse replaced by `-`.
    public static ContainerName forFolder(String folder) {
        var legal = folder.replaceAll("[^a-zA-Z0-9_.-]", "-").replaceFirst("^[^a-zA-Z0-9]+", "");
        var short_ = legal.length() > 100 ? legal.substring(0, 100) : legal;
        return new ContainerName((short_.isEmpty() ? "project" : short_) + "-lab");
    }

    /// The same name with a number behind it: the way out when another project took the plain one.
    public ContainerName numbered(int number) {
        return new ContainerName(value + "-" + number);
    }

    @Override
    public String toString() {
        return value;
    }
}
