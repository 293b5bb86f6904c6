package com.clerk.sdk.benchmarks.harness;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The machine, the JVM and the versions of the libraries on some class paths, by their variants. */
record Environment(Map<String, String> classPaths) {
    private static final Pattern SHOWN = Pattern.compile("(okhttp-jvm|gson|jmh-core|conscrypt|AmazonCorretto"
            + "|nimbus-jose-jwt|java-jwt|jjwt-impl|jose4j|spring-security-oauth2-jose|svix|backend-api|jackson-databind"
            + "|bcprov).*");

    static Environment of(ClassPaths classPaths, Rows rows) throws IOException {
        var byVariant = new TreeMap<String, String>();
        for (var row : rows.wanted("all")) {
            if (classPaths.has(row.variant())) {
                byVariant.put(title(row.variant()), classPaths.of(row.variant()));
            }
        }
        return new Environment(byVariant);
    }

    private static String title(String variant) {
        if (variant.equals(ClassPaths.SDK)) {
            return "this SDK";
        }
        return ClassPaths.isOwn(variant) ? "this SDK, " + variant : variant;
    }

    /** Returns the lines about the machine, and a table of each class path's libraries, by the names of their files. */
    List<String> lines() throws IOException {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var out = new ArrayList<String>();
        out.add(Text.of(
                "- %s, %s, %d processors, %.0f GB of memory",
                LocalDate.now(ZoneOffset.UTC),
                processor(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / (double) (1 << 30)));
        out.add(Text.of(
                "- %s %s, %s %s, heap of 512 MB where a row names no other, default collector",
                system.getName(),
                system.getArch(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version")));
        out.add("");
        out.addAll(new Table<Map.Entry<String, String>>()
                .column("Class path", Map.Entry::getKey)
                .column("Libraries", classPath -> libraries(classPath.getValue()))
                .lines(List.copyOf(classPaths.entrySet())));
        return out;
    }

    private static String libraries(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(SHOWN.asMatchPredicate())
                .map(name -> name.replace(".jar", ""))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String processor() throws IOException {
        var file = Path.of("/proc/cpuinfo");
        var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
        return lines.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("processor unknown");
    }
}
