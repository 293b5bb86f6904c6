package com.clerk.sdk.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The program of a measuring JVM. Baseline and subject take turns of a fraction of a second in the same process, so
 * that other load on the machine affects both: their ratio holds still when their times do not. It writes the turns as
 * JMH's JSON: the results of the baseline, then those of the subject.
 *
 * <p>Arguments: file to write, warm-up, rounds, milliseconds of a turn, threads, baseline, subject, and JMH parameters
 * as name=value.
 */
final class PairedMeasurement {
    private static final int GARBAGE_MILLIS = 800;
    private static final int SET_UP_MILLIS = 2;

    private final ChainedOptionsBuilder options;
    private final List<String> pair;
    private final List<List<RunResult>> results = List.of(new ArrayList<>(), new ArrayList<>());

    private PairedMeasurement(ChainedOptionsBuilder options, List<String> pair) {
        this.options = options;
        this.pair = pair;
    }

    public static void main(String[] args) throws RunnerException {
        int warmUp = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        int millis = Integer.parseInt(args[3]);
        var options = options(Integer.parseInt(args[4]));
        for (int i = 7; i < args.length; i++) {
            var param = args[i].split("=", 2);
            options.param(param[0], param[1]);
        }
        var measurement = new PairedMeasurement(options, List.of(args[5], args[6]));
        measurement.measure(warmUp, rounds, millis);
        measurement.write(args[0]);
    }

    private static ChainedOptionsBuilder options(int threads) {
        return new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(0)
                // The first iteration sets the benchmark up, which is not to be measured.
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(SET_UP_MILLIS))
                .measurementIterations(1)
                .threads(threads)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private void measure(int warmUp, int rounds, int millis) throws RunnerException {
        // In parts, so that each is compiled with what the compiler learnt from the other.
        for (int part = 0; part < 3; part++) {
            round(part, warmUp / 3);
        }
        results.forEach(List::clear);
        for (int i = 0; i < rounds; i++) {
            round(i, millis);
        }
        // At last a round so long that the allocation of JMH itself does not show.
        round(rounds, GARBAGE_MILLIS);
    }

    private void round(int number, int millis) throws RunnerException {
        int first = number % 2;
        turn(first, millis);
        turn(1 - first, millis);
    }

    private void turn(int which, int millis) throws RunnerException {
        var turn = new OptionsBuilder()
                .parent(options.build())
                .include("^" + pair.get(which).replace(".", "\\.") + "$")
                .measurementTime(TimeValue.milliseconds(millis))
                .build();
        results.get(which).add(new Runner(turn).runSingle());
    }

    private void write(String file) {
        var merged = results.stream().map(PairedMeasurement::merged).toList();
        ResultFormatFactory.getInstance(ResultFormatType.JSON, file).writeOut(merged);
    }

    private static RunResult merged(List<RunResult> turns) {
        var all = turns.stream()
                .flatMap(turn -> turn.getBenchmarkResults().stream())
                .toList();
        return new RunResult(turns.get(0).getParams(), all);
    }
}
