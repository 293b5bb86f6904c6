package com.clerk.sdk.benchmarks.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a program of the cold start says that it has its answer: the first line ends the time taken. */
public final class Done {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Done() {}

    /** Prints a line at once, and then the most memory that the process held, where the system tells. */
    public static void with(Object answer) throws IOException {
        if (answer == null) {
            throw new IllegalStateException("No answer");
        }
        System.out.println("done");
        System.out.flush();
        if (Files.exists(STATUS)) {
            Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .forEach(System.out::println);
        }
        System.exit(0);
    }
}
