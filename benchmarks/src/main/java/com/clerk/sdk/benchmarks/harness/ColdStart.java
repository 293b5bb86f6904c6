package com.clerk.sdk.benchmarks.harness;

import com.clerk.sdk.benchmarks.shared.Loopback;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts programs in fresh JVMs and takes the time from the start of the process to the first answer. The programs take
 * turns, so that a busy moment meets all of them.
 */
final class ColdStart {
    private final Launcher launcher;
    private final Path folder;
    private final int starts;

    ColdStart(Launcher launcher, Path folder, int starts) {
        this.launcher = launcher;
        this.folder = folder;
        this.starts = starts;
    }

    /** The wall time of a start, and the peak memory in KB. */
    record Start(double millis, long memory) {}

    /** The starts of a program, with Java's own class archive and with one of its own classes (AppCDS). */
    record Result(List<Start> plain, List<Start> archived, long classes) {}

    Map<Program, Result> measure(List<Program> programs) throws IOException, InterruptedException {
        var user = new UserJson().user(1).getBytes(StandardCharsets.UTF_8);
        try (var server = new Loopback(uri -> user)) {
            return measure(programs, server.url());
        }
    }

    private Map<Program, Result> measure(List<Program> programs, String url) throws IOException, InterruptedException {
        var results = new LinkedHashMap<Program, Result>();
        for (var program : programs) {
            start(program, url, List.of("-XX:ArchiveClassesAtExit=" + archive(program)));
            results.put(program, new Result(new ArrayList<>(), new ArrayList<>(), classes(program, url)));
        }
        for (int i = 0; i < starts; i++) {
            for (var program : programs) {
                results.get(program).plain.add(start(program, url, List.of()));
                results.get(program)
                        .archived
                        .add(start(program, url, List.of("-XX:SharedArchiveFile=" + archive(program))));
            }
        }
        return results;
    }

    private Path archive(Program program) {
        return folder.resolve(program.id() + ".jsa");
    }

    private long classes(Program program, String url) throws IOException, InterruptedException {
        var log = folder.resolve(program.id() + ".classes");
        start(program, url, List.of("-Xlog:class+load:file=" + log));
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: ")).count();
        }
    }

    /** Silences the JVM, whose messages would come before the answer. */
    private static List<String> flags(List<String> more) {
        var flags = new ArrayList<>(List.of("-Xlog:disable"));
        flags.addAll(more);
        return flags;
    }

    private Start start(Program program, String url, List<String> flags) throws IOException, InterruptedException {
        var command = launcher.java(program.variant(), flags(flags));
        command.addAll(List.of(program.main(), url));
        long begin = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var first = out.readLine();
            double millis = (System.nanoTime() - begin) / 1e6;
            var memory = out.readLine();
            if (process.waitFor() != 0 || !"done".equals(first)) {
                throw new IllegalStateException(program.main() + " gave no answer");
            }
            return new Start(millis, memory == null ? 0 : Long.parseLong(memory.replaceAll("\\D", "")));
        }
    }
}
