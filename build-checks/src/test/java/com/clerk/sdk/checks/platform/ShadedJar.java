package com.clerk.sdk.checks.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** One jar with the content of several, as plugins of Maven and Gradle make it. */
final class ShadedJar {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private ShadedJar() {}

    static Path of(List<Path> artifacts, Path jar) throws IOException {
        var shaded = new ShadedJar();
        for (var artifact : artifacts) {
            shaded.add(artifact);
        }
        shaded.write(jar);
        return jar;
    }

    private void add(Path artifact) throws IOException {
        if (Files.isDirectory(artifact)) {
            addFolder(artifact);
            return;
        }
        try (var content = FileSystems.newFileSystem(artifact)) {
            addFolder(content.getPath("/"));
        }
    }

    private void addFolder(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                add(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    /** Services are joined; of other files with the same name, the first one stays. */
    private void add(String name, byte[] content) throws IOException {
        if (name.equals("META-INF/MANIFEST.MF") || name.endsWith("module-info.class")) {
            return;
        }
        var before = entries.get(name);
        if (before == null) {
            entries.put(name, content);
        } else if (name.startsWith("META-INF/services/")) {
            var joined = new ByteArrayOutputStream();
            joined.write(before);
            joined.write('\n');
            joined.write(content);
            entries.put(name, joined.toByteArray());
        }
    }

    private void write(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Multi-Release"), "true");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }
}
