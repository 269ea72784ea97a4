package io.tazpod.local.machine;

import io.tazpod.domain.container.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Plain facts about this machine and this process.
public final class ThisMachine {

    private ThisMachine() {}

    /// Who runs this process.
    public static Owner user() {
        try {
            var self = Path.of("/proc/self");
            return new Owner(
                    (Integer) Files.getAttribute(self, "unix:uid"), (Integer) Files.getAttribute(self, "unix:gid"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            throw new IllegalStateException("/proc says nothing about this process", notLinux);
        }
    }

    /// The machine's memory in bytes; 0 when it does not say.
    public static long memoryBytes() {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/meminfo"), StandardCharsets.US_ASCII)) {
                if (line.startsWith("MemTotal:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException | NumberFormatException unknown) {
            // a limit that is not set is no error
        }
        return 0;
    }

    /// The machine's name, as far as it knows it.
    public static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException notLinux) {
            return InetAddress.getLoopbackAddress().getHostName();
        }
    }
}
