import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// StoredJars FOLDER JAR…: copies each jar into the folder with its entries as they are, not deflated one by one. The
/// archive of all of them is a third smaller, and the JVM has nothing to inflate. Our own classes become plain ones.
final class StoredJars {

    private static final LocalDateTime STAMP = LocalDateTime.of(2026, 11, 21, 0, 0);

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var jars = Arrays.stream(arguments).skip(1).map(Path::of).toList();
        try (var classes = new URLClassLoader(jars.stream().map(StoredJars::url).toArray(URL[]::new))) {
            var plain = new PlainClasses(classes);
            for (var jar : jars) {
                copy(jar, folder.resolve(jar.getFileName()), plain);
            }
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void copy(Path from, Path to, PlainClasses plain) throws IOException {
        try (var in = new ZipFile(from.toFile());
                var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            out.setMethod(ZipOutputStream.STORED);
            for (var entries = in.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                byte[] content;
                try (var stream = in.getInputStream(entry)) {
                    content = stream.readAllBytes();
                }
                if (entry.getName().startsWith("io/tazpod/") && entry.getName().endsWith(".class")) {
                    content = plain.of(content);
                }
                out.putNextEntry(stored(entry.getName(), content));
                out.write(content);
                out.closeEntry();
            }
        }
    }

    private static ZipEntry stored(String name, byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setTimeLocal(STAMP);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        return entry;
    }
}
