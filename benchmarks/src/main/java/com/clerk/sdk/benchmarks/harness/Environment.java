package com.clerk.sdk.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The machine, the JVM and the versions of the libraries. */
final class Environment {
    private static final List<String> SHOWN = List.of(
            "okhttp-jvm",
            "gson",
            "jmh-core",
            "conscrypt",
            "AmazonCorretto",
            "nimbus-jose-jwt",
            "java-jwt",
            "jjwt-impl",
            "jose4j",
            "spring-security-oauth2-jose",
            "svix",
            "backend-api",
            "jackson-databind",
            "bcprov");

    private final ClassPaths classPaths;

    Environment(ClassPaths classPaths) {
        this.classPaths = classPaths;
    }

    List<String> lines() throws IOException {
        return List.of(
                "- " + LocalDate.now(ZoneOffset.UTC) + ", " + processor() + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors, " + memory() + " of memory",
                "- " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")
                        + ", heap of 512 MB, default collector");
    }

    /** A line for each class path: the libraries that do the work, by the names of their files. */
    List<String> versions() {
        return Arrays.stream(ClassPathVariant.values())
                .filter(classPaths::has)
                .map(variant -> "| " + title(variant) + " | " + libraries(classPaths.of(variant)) + " |")
                .toList();
    }

    private static String title(ClassPathVariant variant) {
        return switch (variant) {
            case SDK -> "this SDK";
            case CONSCRYPT, CORRETTO -> "this SDK, " + variant.name().toLowerCase(Locale.ROOT);
            default -> variant.module();
        };
    }

    private static String libraries(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> SHOWN.stream().anyMatch(name::startsWith))
                .map(name -> name.replace(".jar", ""))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String processor() throws IOException {
        return line("/proc/cpuinfo", "model name", "processor unknown");
    }

    private static String memory() throws IOException {
        var kilobytes = line("/proc/meminfo", "MemTotal", "0 kB").replaceAll("\\D", "");
        return Text.of("%.0f GB", Long.parseLong(kilobytes) / 1048576.0);
    }

    private static String line(String file, String name, String otherwise) throws IOException {
        var path = Path.of(file);
        if (!Files.exists(path)) {
            return otherwise;
        }
        try (var lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        }
    }
}
