package com.example.consumer;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A program that leaves its client and its authenticator open, with their connections and threads. */
public final class NothingClosed {
    private NothingClosed() {}

    /**
     * Runs the program, which prints the line {@code done} at its end.
     *
     * @param args ignored
     * @throws Exception if anything does not work
     */
    public static void main(String[] args) throws Exception {
        var instance = new TestInstance();
        // The server is not part of the SDK. Its threads would keep this program alive.
        try (var server = new FakeClerk(instance.jwks(), 0)) {
            var before = threads();
            var clerk = ClerkBackend.builder()
                    .secretKey("sk_test_1")
                    .apiUrl(server.url())
                    .build();
            clerk.users().get("user_1");
            clerk.users().calls().get("user_1").executeAsync().join();
            var headers = Map.of("authorization", List.of("Bearer " + instance.token()));
            requireSignedIn(clerk.authenticateRequest(headers));
            var authenticator = RequestAuthenticator.builder()
                    .secretKey("sk_test_1")
                    .apiUrl(server.url())
                    .build();
            requireSignedIn(authenticator.authenticate(headers));
            requireNoThreadThatKeepsTheProgramAlive(before);
        }
        System.out.println("done");
    }

    /** Threads such as OkHttp's own keep a program alive for a minute, and nobody would see it in a test that waits. */
    private static void requireNoThreadThatKeepsTheProgramAlive(Set<Thread> before) {
        var left = threads();
        left.removeAll(before);
        // Those of the server end with it.
        left.removeIf(
                thread -> thread.getThreadGroup() == null || thread.getName().startsWith(FakeClerk.THREADS));
        if (!left.isEmpty()) {
            throw new IllegalStateException("These threads keep the program alive: " + left);
        }
    }

    private static Set<Thread> threads() {
        var threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(Thread::isDaemon);
        return threads;
    }

    private static void requireSignedIn(RequestState state) {
        if (!state.isSignedIn()) {
            throw new IllegalStateException("The token was refused.");
        }
    }
}
