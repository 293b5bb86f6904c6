package com.clerk.sdk.auth.lookup;

import com.clerk.sdk.runtime.http.ApiClient;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The gates of one client, which all of its authenticators share: docs/behaviour.md, section 2.10. Together they let
 * fewer calls through than OkHttp's dispatcher runs at a time (64), so calls of the application on the same client
 * always find a place. The keys have connections of their own and need no gate.
 *
 * @param handshakes fetches the cookies of a handshake by its nonce, which anybody can make up; none waits, because a
 *     browser can be sent to Clerk again
 * @param refreshes refreshes an expired session; one that is refused is renewed by a redirect
 * @param machineTokens verifies opaque machine tokens, which anybody can make up; programs send them many at a time
 */
public record CallGates(CallGate handshakes, CallGate refreshes, CallGate machineTokens) {
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    /** Returns the gates of the connections of a client. */
    public static CallGates of(ApiClient client) {
        return client.shared(CallGates.class, () -> create(client::runOnWorker));
    }

    /** Returns the gates of an authenticator that makes no calls. */
    public static CallGates unused() {
        return create(Runnable::run);
    }

    /** Creates gates with the figures of docs/behaviour.md. */
    private static CallGates create(Executor executor) {
        return new CallGates(
                new CallGate(8, 0, Duration.ofSeconds(3), MAX_PAUSE, executor),
                new CallGate(8, 24, Duration.ofSeconds(5), MAX_PAUSE, executor),
                new CallGate(32, 96, Duration.ofSeconds(10), MAX_PAUSE, executor));
    }
}
