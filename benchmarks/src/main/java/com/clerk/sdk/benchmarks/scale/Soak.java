package com.clerk.sdk.benchmarks.scale;

import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.benchmarks.harness.Table;
import com.clerk.sdk.benchmarks.harness.Text;
import com.clerk.sdk.benchmarks.shared.Inputs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * The program of the soak: two threads verify a million distinct tokens, over and over. For every ten seconds it notes
 * how many were verified, and how much of the heap is in use after a collection. It writes the section of the report.
 *
 * <p>Arguments: file to write, tokens, seconds.
 */
final class Soak {
    private static final int THREADS = 2;
    private static final int WINDOW = 10;
    private static final int WINDOWS_OF_A_MINUTE = 6;

    private final SessionTokenVerifier verifier;
    private final ManyTokens tokens;
    private final ByteBuffer signatures;
    private final int count;
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder verified = new LongAdder();
    private volatile boolean running = true;

    private Soak(SessionTokenVerifier verifier, ManyTokens tokens, ByteBuffer signatures, int count) {
        this.verifier = verifier;
        this.tokens = tokens;
        this.signatures = signatures;
        this.count = count;
    }

    public static void main(String[] args) throws Exception {
        var out = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        var file = Files.createTempFile("signatures", "");
        try {
            Files.write(out, section(count, prepare(file, count).run(Integer.parseInt(args[2]) / WINDOW)));
        } finally {
            Files.delete(file);
        }
    }

    private static Soak prepare(Path file, int count) throws GeneralSecurityException, IOException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var keys = generator.generateKeyPair();
        var now = Instant.now();
        var tokens =
                new ManyTokens(now.getEpochSecond(), now.plusSeconds(86_400).getEpochSecond());
        new SignTokens(keys, tokens).write(file, count);
        var verifier = SessionTokenVerifier.builder()
                .jwtKey(Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()))
                .issuers(Inputs.ISSUER)
                .authorizedParties(Inputs.PARTY)
                .build();
        return new Soak(verifier, tokens, ManyTokens.signatures(file), count);
    }

    /** Ten seconds: tokens for a second, and megabytes of heap. */
    record Window(double rate, double heap) {}

    /** A minute, of which the last one may be shorter. */
    private record Minute(int number, List<Window> windows) {
        Statistics all(ToDoubleFunction<Window> figure) {
            return new ListStatistics(windows.stream().mapToDouble(figure).toArray());
        }
    }

    static List<String> section(int count, List<Window> windows) {
        var minutes = new ArrayList<Minute>();
        for (int from = 0; from < windows.size(); from += WINDOWS_OF_A_MINUTE) {
            int to = Math.min(windows.size(), from + WINDOWS_OF_A_MINUTE);
            minutes.add(new Minute(minutes.size() + 1, windows.subList(from, to)));
        }
        return new Table<Minute>()
                .column("", minute -> "minute " + minute.number)
                .column(
                        "tokens for a second",
                        minute -> rate(minute.all(Window::rate).getPercentile(50)))
                .column("slowest to fastest 10 s", minute -> Text.range(minute.all(Window::rate), 0, 100, Soak::rate))
                .column("heap in use after collection", minute -> heap(minute.all(Window::heap)))
                .section(
                        Text.of("Soak: two threads, %,d distinct tokens over and over, heap of 256 MB", count),
                        "The cache of seen tokens has its usual size.",
                        minutes);
    }

    private static String rate(double rate) {
        return Text.of("%,.0f", rate);
    }

    private static String heap(Statistics heap) {
        return Text.range(heap, 0, 100, each -> Text.of("%.1f", each)) + " MB";
    }

    private List<Window> run(int windows) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        var workers = new ArrayList<Future<?>>();
        for (int i = 0; i < THREADS; i++) {
            workers.add(threads.submit(this::verifyAll));
        }
        var noted = new ArrayList<Window>();
        for (int i = 0; i < windows; i++) {
            noted.add(window());
        }
        running = false;
        threads.shutdown();
        for (var worker : workers) {
            worker.get();
        }
        return noted;
    }

    private Window window() throws InterruptedException {
        verified.reset();
        long begin = System.nanoTime();
        TimeUnit.SECONDS.sleep(WINDOW);
        double each = verified.sum() * 1e9 / (System.nanoTime() - begin);
        return new Window(each, Heap.used() / 1e6);
    }

    /** A refused token ends the soak. */
    private void verifyAll() {
        while (running) {
            int number = Math.floorMod(next.getAndIncrement(), count);
            verifier.verify(tokens.token(number, signatures));
            verified.increment();
        }
    }
}
