package com.clerk.sdk.benchmarks.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Leaves the class path it was started with in a file, for the JVMs that measure; with the jar of a module in place of
 * its folder of classes, since a class archive takes jars alone. Arguments: file, folder, jar.
 */
final class ClassPathFile {
    private ClassPathFile() {}

    public static void main(String[] args) throws IOException {
        var file = Path.of(args[0]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, System.getProperty("java.class.path").replace(args[1], args[2]));
    }
}
