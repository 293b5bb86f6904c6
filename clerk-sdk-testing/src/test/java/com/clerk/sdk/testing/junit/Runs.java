package com.clerk.sdk.testing.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes as a build does, and tells how their tests ended. */
final class Runs implements TestExecutionListener {
    private final Queue<String> passed = new ConcurrentLinkedQueue<>();
    private final Map<String, Throwable> failed = new TreeMap<>();
    private final List<String> reports = new ArrayList<>();

    private Runs() {}

    /** Runs the classes of these names in a JVM of their own. */
    public static void main(String... names) throws ClassNotFoundException {
        System.out.println("JUnit " + Test.class.getPackage().getImplementationVersion());
        var testClasses = new ArrayList<Class<?>>();
        for (var name : names) {
            testClasses.add(Class.forName(name));
        }
        var runs = of(testClasses.toArray(Class[]::new));
        runs.passed().forEach(test -> System.out.println("passed " + test));
        runs.failed().forEach((test, failure) -> System.out.println("failed " + test + ": " + failure));
        System.exit(runs.failed().isEmpty() ? 0 : 1);
    }

    static Runs of(Class<?>... testClasses) {
        return with(Map.of(), testClasses);
    }

    /** Runs the classes and their methods at the same time. */
    static Runs inParallel(Class<?>... testClasses) {
        return with(
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "8"),
                testClasses);
    }

    private static Runs with(Map<String, String> settings, Class<?>... testClasses) {
        var runs = new Runs();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(testClasses)
                        .map(testClass -> selectClass(testClass))
                        .toList())
                .configurationParameters(settings)
                .build();
        LauncherFactory.create().execute(request, runs);
        return runs;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getThrowable().isPresent()) {
            synchronized (this) {
                failed.put(test.getDisplayName(), result.getThrowable().get());
            }
        } else if (test.isTest()) {
            passed.add(test.getDisplayName());
        }
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        reports.addAll(entry.getKeyValuePairs().values());
    }

    List<String> passed() {
        return passed.stream().sorted().toList();
    }

    Map<String, Throwable> failed() {
        return failed;
    }

    List<String> reports() {
        return reports;
    }
}
