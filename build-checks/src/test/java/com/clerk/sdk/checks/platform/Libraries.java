package com.clerk.sdk.checks.platform;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The class path of a user of the SDK: our artifacts and the libraries that they need, without those of tests. */
final class Libraries {
    /** The versions that others may force, copied there by the build. */
    private static final Path OTHERS = Path.of("target", "platform");

    private static final List<String> OURS =
            List.of("clerk-sdk-runtime", "clerk-sdk-generated", "clerk-sdk-extensions");
    private static final List<String> NEEDED =
            List.of("okhttp-jvm-", "okio-jvm-", "kotlin-stdlib-", "gson-", "nimbus-jose-jwt-", "jspecify-");

    private Libraries() {}

    /** Returns our published artifacts, as jars or as folders of classes. */
    static List<Path> ours() {
        return OURS.stream().map(Libraries::our).toList();
    }

    private static Path our(String module) {
        return classPath()
                .filter(entry -> entry.toString().replace('\\', '/').contains("/" + module + "/target/")
                        || name(entry).startsWith(module + "-"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(module + " is not on the class path"));
    }

    /** Returns the libraries of the versions that the SDK names. */
    static List<Path> libraries() {
        return NEEDED.stream()
                .flatMap(start -> classPath().filter(entry -> name(entry).startsWith(start)))
                .toList();
    }

    /** Returns a library in a version that others may force, such as {@code okhttp-4.12.0}. */
    static Path other(String name) {
        var jar = OTHERS.resolve(name + ".jar");
        if (!Files.exists(jar)) {
            throw new AssertionError(jar + " is missing: the phase process-test-resources of the build copies it");
        }
        return jar.toAbsolutePath();
    }

    static String name(Path entry) {
        return entry.getFileName().toString();
    }

    private static Stream<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of);
    }
}
