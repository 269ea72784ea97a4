package io.tazpod.local.enclave;

import io.tazpod.ports.enclave.Enclave.Holder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the processes of this container that hold files below a folder, by their open descriptors and
/// mappings.
final class OpenFiles {

    private OpenFiles() {}

    /// This process and its parents are left out: they are TazPod and the shell that it was typed in.
    static List<Holder> below(String folder) {
        var own = ownLine();
        var holders = new ArrayList<Holder>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (!own.contains(pid) && (holdsDescriptor(process, folder) || holdsMapping(process, folder))) {
                    holders.add(new Holder(pid, command(process)));
                }
            }
        } catch (IOException unreadable) {
            // no /proc: nothing can be named
        }
        return holders;
    }

    private static Set<Long> ownLine() {
        var line = new HashSet<Long>();
        for (var handle = java.util.Optional.of(ProcessHandle.current());
                handle.isPresent();
                handle = handle.get().parent()) {
            line.add(handle.get().pid());
        }
        return line;
    }

    private static boolean holdsDescriptor(Path process, String folder) {
        try (var descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).toString().startsWith(folder + "/")) {
                    return true;
                }
            }
        } catch (IOException goneOrNotOurs) {
            // a process that ended meanwhile, or another user's
        }
        return false;
    }

    private static boolean holdsMapping(Path process, String folder) {
        try (var lines = Files.lines(process.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.contains(" " + folder + "/"));
        } catch (IOException | java.io.UncheckedIOException goneOrNotOurs) {
            return false;
        }
    }

    private static String command(Path process) {
        try {
            return Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1)
                    .strip();
        } catch (IOException gone) {
            return "?";
        }
    }
}
