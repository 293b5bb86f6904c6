package com.clerk.sdk.benchmarks.scale;

import com.clerk.sdk.auth.SessionTokenVerifier;
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

/**
 * The program of the soak: two threads verify a million distinct tokens, over and over. For every ten seconds it notes
 * how many were verified, and how much of the heap is in use after a collection.
 *
 * <p>Arguments: file to write, tokens, seconds.
 */
final class Soak {
    private static final int THREADS = 2;
    private static final int WINDOW = 10;

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
            var windows = prepare(file, count).run(Integer.parseInt(args[2]) / WINDOW);
            Files.write(out, windows);
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

    /** Returns a line for each window: tokens for a second, bytes of heap, and how many distinct tokens there are. */
    private List<String> run(int windows) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        var workers = new ArrayList<Future<?>>();
        for (int i = 0; i < THREADS; i++) {
            workers.add(threads.submit(this::verifyAll));
        }
        var lines = new ArrayList<String>();
        for (int i = 0; i < windows; i++) {
            lines.add(window());
        }
        running = false;
        threads.shutdown();
        for (var worker : workers) {
            worker.get();
        }
        return lines;
    }

    private String window() throws InterruptedException {
        verified.reset();
        long begin = System.nanoTime();
        TimeUnit.SECONDS.sleep(WINDOW);
        double each = verified.sum() * 1e9 / (System.nanoTime() - begin);
        return Math.round(each) + " " + Heap.used() + " " + count;
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
