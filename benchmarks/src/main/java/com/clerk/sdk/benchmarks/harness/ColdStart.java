package com.clerk.sdk.benchmarks.harness;

import com.clerk.sdk.benchmarks.inputs.UserJson;
import com.clerk.sdk.benchmarks.shared.Loopback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts programs in fresh JVMs and takes the time from the start of the process to the first answer. The programs take
 * turns, so that a busy moment meets all of them.
 */
record ColdStart(Launcher launcher, Path folder, String url) {
    static final String CALL = "first answered call";
    static final String VERIFY = "first verified token";

    /** The programs of a task together: the baseline first, then this SDK. */
    private static final List<Program> PROGRAMS = List.of(
            new Program(CALL, "OkHttp and gson by hand", "cold.PlainCallOnce", ClassPaths.SDK),
            new Program(CALL, "this SDK", "cold.CallOnce", ClassPaths.SDK),
            new Program(CALL, "com.clerk:backend-api", "peers.IncumbentCallOnce", "incumbent"),
            new Program(VERIFY, "the bare signature", "shared.BareVerificationOnce", ClassPaths.SDK),
            new Program(VERIFY, "this SDK, key by PEM", "cold.VerifyOnce", ClassPaths.SDK),
            new Program(VERIFY, "this SDK, key by JWKS", "cold.VerifyByJwksOnce", ClassPaths.SDK),
            new Program(VERIFY, "com.clerk:backend-api", "peers.IncumbentVerifyOnce", "incumbent"));

    /**
     * A program: the task that it shares with those it is compared with, who does it, its class, and its class path.
     */
    record Program(String task, String title, String main, String variant) {}

    /** The starts of a program with Java's own class archive and with one of its own classes (AppCDS). */
    record Result(Program program, long classes, List<Start> plain, List<Start> archived) {
        boolean isOf(String task) {
            return program.task.equals(task);
        }
    }

    /** The wall time of a start, and the peak memory in KB. */
    record Start(double millis, long memory) {}

    static List<Result> measure(Launcher launcher, Path folder, int starts) throws IOException, InterruptedException {
        var user = new UserJson().user(1).getBytes(StandardCharsets.UTF_8);
        try (var server = new Loopback(uri -> user)) {
            return new ColdStart(launcher, folder, server.url()).measure(starts);
        }
    }

    private List<Result> measure(int starts) throws IOException, InterruptedException {
        var results = new ArrayList<Result>();
        for (var program : PROGRAMS) {
            if (launcher.classPaths().has(program.variant)) {
                start(program, "-XX:ArchiveClassesAtExit=" + archive(program));
                results.add(new Result(program, classes(program), new ArrayList<>(), new ArrayList<>()));
            }
        }
        for (int i = 0; i < starts; i++) {
            for (var result : results) {
                result.plain.add(start(result.program, "-Xshare:auto"));
                result.archived.add(start(result.program, "-XX:SharedArchiveFile=" + archive(result.program)));
            }
        }
        return results;
    }

    private Path archive(Program program) {
        return folder.resolve(program.main + ".jsa");
    }

    private long classes(Program program) throws IOException, InterruptedException {
        var log = folder.resolve(program.main + ".classes");
        start(program, "-Xlog:class+load:file=" + log);
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: ")).count();
        }
    }

    private Start start(Program program, String flag) throws IOException, InterruptedException {
        // Without the JVM's own messages, which would come before the answer.
        var command = launcher.java(program.variant, "-Xlog:disable", flag);
        command.addAll(List.of(Row.BENCHMARKS + program.main, url));
        long begin = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.inputReader()) {
            var first = out.readLine();
            double millis = (System.nanoTime() - begin) / 1e6;
            var memory = out.readLine();
            if (process.waitFor() != 0 || !"done".equals(first)) {
                throw new IllegalStateException(program.main + " gave no answer");
            }
            return new Start(millis, memory == null ? 0 : Long.parseLong(memory.replaceAll("\\D", "")));
        }
    }
}
