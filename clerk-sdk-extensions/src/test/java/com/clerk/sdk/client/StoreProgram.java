package com.clerk.sdk.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program that uses a store in another process. */
final class StoreProgram {
    static final String INSTANCE = "clerk.example.com";

    private StoreProgram() {}

    static Process start(String task, Path file, int changes) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProgram.class.getName(),
                task,
                file.toString(),
                Integer.toString(changes));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) throws Exception {
        var file = Path.of(args[1]);
        if (args[0].equals("hold")) {
            hold(file);
        } else if (args[0].equals("try")) {
            tryLock(file);
        } else {
            count(TokenStore.file(file), Integer.parseInt(args[2]));
        }
    }

    private static void hold(Path lockFile) throws Exception {
        try (var lock = StoreLock.acquire(lockFile, Duration.ofSeconds(30))) {
            System.out.println("held");
            Thread.sleep(Duration.ofMinutes(2).toMillis());
            System.out.println(lock);
        }
    }

    private static void tryLock(Path lockFile) {
        try (var lock = StoreLock.acquire(lockFile, Duration.ZERO)) {
            System.out.println(lock == null ? "nothing" : "held");
        } catch (IOException e) {
            System.out.println("refused");
        }
    }

    /** Adds to a number in the store, as many times as told. */
    private static void count(TokenStore store, int changes) {
        int done = 0;
        while (done < changes) {
            var before = store.read(INSTANCE);
            var number = before == null ? 0 : Integer.parseInt(before.token().substring("token_".length()));
            if (store.compareAndSet(INSTANCE, before, new StoredClient("device", "token_" + (number + 1), null))) {
                done++;
            }
        }
    }
}
