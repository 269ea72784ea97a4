package io.tazpod.domain.config;

/// One thing that is wrong with a configuration file, or that TazPod ignores in it.
///
/// @param line counted from 1; 0 when the file as a whole is meant
/// @param key dotted, such as `storage.type`
/// @param problem what is wrong and what would be right
public record ConfigProblem(int line, String key, String problem) {

    @Override
    public String toString() {
        return (line > 0 ? "line " + line + ": " : "") + key + ": " + problem;
    }
}
