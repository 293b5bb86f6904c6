package com.clerk.sdk.checks.platform;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** Reads the classes of jars and folders. */
final class ClassFiles {
    private ClassFiles() {}

    /** Returns the classes by name; of two with the same name, that of the first artifact. */
    static Map<String, ClassReader> of(List<Path> artifacts) throws IOException {
        var classes = new HashMap<String, ClassReader>();
        for (var artifact : artifacts) {
            if (Files.isDirectory(artifact)) {
                read(artifact, classes);
            } else {
                try (var jar = FileSystems.newFileSystem(artifact)) {
                    read(jar.getPath("/"), classes);
                }
            }
        }
        return classes;
    }

    private static void read(Path root, Map<String, ClassReader> classes) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.filter(ClassFiles::isClass).toList()) {
                var type = new ClassReader(Files.readAllBytes(file));
                classes.putIfAbsent(type.getClassName(), type);
            }
        }
    }

    /** The classes of other Java versions, under META-INF, have the same members. */
    private static boolean isClass(Path file) {
        var path = file.toString().replace('\\', '/');
        return path.endsWith(".class") && !path.contains("META-INF/") && !path.endsWith("module-info.class");
    }
}
