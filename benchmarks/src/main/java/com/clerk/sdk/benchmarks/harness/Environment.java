package com.clerk.sdk.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** Returns the lines about the machine, and a table of each class path's libraries, by the names of their files. */
    List<String> lines() throws IOException {
        var out = new ArrayList<String>();
        out.add("- " + LocalDate.now(ZoneOffset.UTC) + ", " + processor() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + memory() + " of memory");
        out.add("- " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")
                + ", heap of 512 MB, default collector");
        out.addAll(List.of("", Text.row("Class path", "Libraries"), "|---|---|"));
        classPaths.all().forEach((variant, path) -> out.add(Text.row(title(variant), libraries(path))));
        return out;
    }

    private static String title(String variant) {
        return switch (variant) {
            case ClassPaths.SDK -> "this SDK";
            case "conscrypt", "corretto" -> "this SDK, " + variant;
            default -> variant;
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
