package com.example.consumer;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A program that calls Clerk from many virtual threads, and counts how often one of them held on to its carrier. */
public final class VirtualThreads {
    private static final int CALLS = 100;
    private static final long DELAY_MILLIS = 50;
    private static final String PINNED = "jdk.VirtualThreadPinned";

    private VirtualThreads() {}

    /**
     * Runs the program, which ends with the line {@code done}.
     *
     * @param args a file for the recording
     * @throws Exception if a call fails, or if a virtual thread was pinned
     */
    public static void main(String[] args) throws Exception {
        var instance = new TestInstance();
        try (var server = new FakeClerk(instance.jwks(), DELAY_MILLIS);
                var clerk = ClerkBackend.builder()
                        .secretKey("sk_test_1")
                        .apiUrl(server.url())
                        .build();
                var authenticator = RequestAuthenticator.builder()
                        .secretKey("sk_test_1")
                        .apiUrl(server.url())
                        .build()) {
            // Loads the classes, those of the JDK for virtual threads too: initialization pins a thread once.
            call(clerk, authenticator, instance);
            callFromVirtualThreads(clerk, authenticator, instance);
            try (var recording = new Recording()) {
                recording.enable(PINNED).withThreshold(Duration.ZERO);
                recording.start();
                callFromVirtualThreads(clerk, authenticator, instance);
                recording.dump(Path.of(args[0]));
            }
        }
        refusePinned(Path.of(args[0]));
        System.out.println("done");
    }

    private static void callFromVirtualThreads(
            ClerkBackend clerk, RequestAuthenticator authenticator, TestInstance instance) throws Exception {
        // By reflection, because the program is compiled for Java 17.
        var threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            var calls = new ArrayList<Future<?>>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(threads.submit(() -> {
                    call(clerk, authenticator, instance);
                    return null;
                }));
            }
            for (var call : calls) {
                call.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void call(ClerkBackend clerk, RequestAuthenticator authenticator, TestInstance instance)
            throws Exception {
        clerk.users().get("user_1");
        var headers = Map.of("authorization", List.of("Bearer " + instance.token()));
        if (!authenticator.authenticate(headers).isSignedIn()) {
            throw new IllegalStateException("The token was refused.");
        }
    }

    private static void refusePinned(Path file) throws Exception {
        var pinned = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(PINNED))
                .map(RecordedEvent::toString)
                .filter(event -> !event.contains("initialization of"))
                .toList();
        Files.delete(file);
        if (!pinned.isEmpty()) {
            throw new IllegalStateException(pinned.size() + " times pinned: " + pinned.get(0));
        }
    }
}
