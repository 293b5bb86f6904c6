package com.clerk.sdk.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The program of a measuring JVM. Limit and subject take turns of a fraction of a second in the same process, so that
 * whatever else the machine does meets both of them: their ratio stays when the times do not.
 */
final class Duel {
    private static final int GARBAGE_MILLIS = 800;
    private static final String GARBAGE = "gc.alloc.rate.norm";

    private final String limit;
    private final String subject;
    private final int threads;

    private Duel(String limit, String subject, int threads) {
        this.limit = limit;
        this.subject = subject;
        this.threads = threads;
    }

    /** Arguments: limit, subject, threads, warm-up, rounds and their length in milliseconds, file to write. */
    public static void main(String[] args) throws RunnerException, IOException {
        var duel = new Duel(args[0], args[1], Integer.parseInt(args[2]));
        var rounds = duel.fight(Integer.parseInt(args[3]), Integer.parseInt(args[4]), Integer.parseInt(args[5]));
        Files.writeString(Path.of(args[6]), rounds.stream().map(Round::line).collect(Collectors.joining("\n")));
    }

    private List<Round> fight(int warmUp, int rounds, int millis) throws RunnerException {
        warmUp(warmUp);
        var fought = new ArrayList<Round>();
        for (int i = 0; i < rounds; i++) {
            fought.add(round(i % 2 == 0, millis));
        }
        // Garbage last, in turns long enough that what the measuring leaves behind is lost in it.
        var garbage = round(true, GARBAGE_MILLIS);
        return fought.stream().map(round -> round.with(garbage)).toList();
    }

    /** In parts, so that both are compiled with what the other one taught the compiler. */
    private void warmUp(int millis) throws RunnerException {
        for (int part = 0; part < 3; part++) {
            round(part % 2 == 0, millis / 3);
        }
    }

    private Round round(boolean limitFirst, int millis) throws RunnerException {
        if (limitFirst) {
            var first = turn(limit, millis);
            var second = turn(subject, millis);
            return new Round(first.nanos, second.nanos, first.bytes, second.bytes);
        }
        var first = turn(subject, millis);
        var second = turn(limit, millis);
        return new Round(second.nanos, first.nanos, second.bytes, first.bytes);
    }

    private Turn turn(String benchmark, int millis) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + benchmark.replace(".", "\\.") + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(millis))
                .threads(threads)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        var result = new Runner(options).runSingle();
        return new Turn(
                result.getPrimaryResult().getScore(),
                score(result.getSecondaryResults().get(GARBAGE)));
    }

    private static double score(Result<?> result) {
        return result.getScore();
    }

    private record Turn(double nanos, double bytes) {}
}
