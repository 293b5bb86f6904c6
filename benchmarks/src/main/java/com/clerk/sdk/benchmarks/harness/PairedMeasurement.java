package com.clerk.sdk.benchmarks.harness;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The program of a measuring JVM: it has JMH run a {@link Pair} and write the costs of each iteration as JSON.
 *
 * <p>Arguments: file to write, milliseconds of warm-up, iterations, milliseconds of an iteration, threads, baseline,
 * subject, and parameters of both as name=value with commas between them.
 */
final class PairedMeasurement {
    private static final int WARM_UPS = 3;

    private PairedMeasurement() {}

    public static void main(String[] args) throws RunnerException {
        int threads = Integer.parseInt(args[4]);
        int millis = Integer.parseInt(args[3]);
        // Threads that shall be in the same benchmark at the same time change over once, in the middle.
        int turn = threads == 1 ? Pair.SHORT_TURN : Math.max(1, millis / 2);
        var options = new OptionsBuilder()
                .include("^" + Pair.class.getName().replace(".", "\\.") + "\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(0)
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.milliseconds(Integer.parseInt(args[1]) / WARM_UPS))
                .measurementIterations(Integer.parseInt(args[2]))
                .measurementTime(TimeValue.milliseconds(millis))
                .threads(threads)
                .param("turnMillis", Integer.toString(turn))
                .param("baseline", args[5])
                .param("subject", args[6])
                .param("settings", args[7])
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .result(args[0])
                .resultFormat(ResultFormatType.JSON);
        new Runner(options.build()).runSingle();
    }
}
