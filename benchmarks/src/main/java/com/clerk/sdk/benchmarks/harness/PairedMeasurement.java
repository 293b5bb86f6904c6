package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The program of a measuring JVM. Baseline and subject take turns of a fraction of a second in the same process, so
 * that other load on the machine affects both: their ratio holds still when their times do not.
 */
final class PairedMeasurement {
    private static final int GARBAGE_MILLIS = 800;
    private static final int SET_UP_MILLIS = 2;
    private static final String GARBAGE = "gc.alloc.rate.norm";

    private final String baseline;
    private final String subject;
    private final int threads;

    private PairedMeasurement(String baseline, String subject, int threads) {
        this.baseline = baseline;
        this.subject = subject;
        this.threads = threads;
    }

    /** Arguments: baseline, subject, threads, warm-up, rounds and their length in milliseconds, file to write. */
    public static void main(String[] args) throws RunnerException, IOException {
        var pair = new PairedMeasurement(args[0], args[1], Integer.parseInt(args[2]));
        var rounds = pair.measure(Integer.parseInt(args[3]), Integer.parseInt(args[4]), Integer.parseInt(args[5]));
        Files.writeString(Path.of(args[6]), rounds.stream().map(Round::line).collect(Collectors.joining("\n")));
    }

    private List<Round> measure(int warmUp, int rounds, int millis) throws RunnerException {
        warmUp(warmUp);
        var measured = new ArrayList<Round>();
        for (int i = 0; i < rounds; i++) {
            measured.add(round(i % 2 == 0, millis));
        }
        // Garbage last, in turns long enough that the allocation of JMH itself does not show.
        var garbage = round(true, GARBAGE_MILLIS);
        return measured.stream().map(round -> round.with(garbage)).toList();
    }

    /** Warms up in parts, so that each is compiled with what the compiler learnt from the other. */
    private void warmUp(int millis) throws RunnerException {
        for (int part = 0; part < 3; part++) {
            round(part % 2 == 0, millis / 3);
        }
    }

    private Round round(boolean baselineFirst, int millis) throws RunnerException {
        if (baselineFirst) {
            var first = turn(baseline, millis);
            return new Round(first, turn(subject, millis));
        }
        var first = turn(subject, millis);
        return new Round(turn(baseline, millis), first);
    }

    private Round.Cost turn(String benchmark, int millis) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + benchmark.replace(".", "\\.") + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(0)
                // The first iteration sets the benchmark up, which is not to be measured.
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(SET_UP_MILLIS))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(millis))
                .threads(threads)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        var result = new Runner(options).runSingle();
        return new Round.Cost(
                result.getPrimaryResult().getScore(), score(result, CpuTimeProfiler.LABEL), score(result, GARBAGE));
    }

    private static double score(RunResult result, String label) {
        return result.getSecondaryResults().get(label).getScore();
    }
}
