package io.tazpod.docker;

/// A level of Docker's interface, such as 1.41.
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    /// The newest level that this adapter was written for. Newer engines are spoken to at this level, older ones at
    /// their own.
    static final ApiVersion NEWEST = new ApiVersion(1, 51);

    /// The first level whose exec start takes the terminal's size.
    static final ApiVersion CONSOLE_SIZE = new ApiVersion(1, 42);

    /// What an engine says of itself, lowered to what we know. An engine that says nothing readable is taken to be
    /// 1.41, Docker 20.10's: every later one up to 28 accepts it, and its answers carry all that we read.
    static ApiVersion negotiate(String said) {
        var dot = said.indexOf('.');
        try {
            var version = new ApiVersion(
                    Integer.parseInt(said.substring(0, Math.max(0, dot))), Integer.parseInt(said.substring(dot + 1)));
            return version.compareTo(NEWEST) < 0 ? version : NEWEST;
        } catch (NumberFormatException e) {
            return new ApiVersion(1, 41);
        }
    }

    boolean atLeast(ApiVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
