package com.clerk.sdk.auth.lookup;

import java.time.Duration;

/**
 * The gates of one authenticator: docs/behaviour.md, section 2.10. Together they let fewer calls through than OkHttp's
 * dispatcher runs at a time (64), so calls of the application on the same client always find a place. The keys have
 * connections of their own and need no gate.
 *
 * @param handshakes fetches the cookies of a handshake by its nonce, which anybody can make up; none waits, because a
 *     browser can be sent to Clerk again
 * @param refreshes refreshes an expired session; one that is refused is renewed by a redirect
 * @param machineTokens verifies opaque machine tokens, which anybody can make up; programs send them many at a time
 */
public record CallGates(CallGate handshakes, CallGate refreshes, CallGate machineTokens) {
    /** Creates gates with the figures of docs/behaviour.md. */
    public static CallGates create() {
        return new CallGates(
                new CallGate(8, 0, Duration.ofSeconds(3)),
                new CallGate(8, 24, Duration.ofSeconds(5)),
                new CallGate(32, 96, Duration.ofSeconds(10)));
    }
}
