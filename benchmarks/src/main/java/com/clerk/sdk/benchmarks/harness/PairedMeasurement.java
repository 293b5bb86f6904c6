package com.clerk.sdk.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
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
 * <p>Arguments: file to write, milliseconds of warm-up, rounds, milliseconds of a turn, threads, baseline, subject, and
 * JMH parameters as name=value.
 */
final class PairedMeasurement {
    private final List<ChainedOptionsBuilder> pair;
    private final List<List<BenchmarkResult>> results = List.of(new ArrayList<>(), new ArrayList<>());

    private PairedMeasurement(List<ChainedOptionsBuilder> pair) {
        this.pair = pair;
    }

    public static void main(String[] args) throws RunnerException {
        var params = List.of(args).subList(7, args.length);
        int threads = Integer.parseInt(args[4]);
        var measurement =
                new PairedMeasurement(List.of(options(args[5], threads, params), options(args[6], threads, params)));
        measurement.measure(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        var runs = measurement.results.stream()
                .map(turns -> new RunResult(turns.get(0).getParams(), turns));
        ResultFormatFactory.getInstance(ResultFormatType.JSON, args[0]).writeOut(runs.toList());
    }

    private static ChainedOptionsBuilder options(String benchmark, int threads, List<String> params) {
        var options = new OptionsBuilder()
                .include("^" + benchmark.replace(".", "\\.") + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(0)
                // The first iteration sets the benchmark up, which is not to be measured.
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(2))
                .measurementIterations(1)
                .threads(threads)
                .addProfiler(WorkerProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        for (var param : params) {
            var parts = param.split("=", 2);
            options.param(parts[0], parts[1]);
        }
        return options;
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
    }

    private void round(int number, int millis) throws RunnerException {
        int first = number % 2;
        turn(first, millis);
        turn(1 - first, millis);
    }

    private void turn(int which, int millis) throws RunnerException {
        var options = pair.get(which).measurementTime(TimeValue.milliseconds(millis));
        results.get(which).addAll(new Runner(options.build()).runSingle().getBenchmarkResults());
    }
}
