package com.clerk.sdk.benchmarks.run;

import java.util.List;

/**
 * A program of the cold start.
 *
 * @param task what it does, the same for all that are compared
 * @param title who does it
 * @param main its class
 * @param place where its classes come from
 */
record Program(String task, String title, String main, Place place) {
    static final String CALL = "first answered call";
    static final String VERIFY = "first verified token";

    private static final String COLD = "com.clerk.sdk.benchmarks.cold.";
    private static final String PEERS = "com.clerk.sdk.benchmarks.peers.";

    /** The limit first, then ours. */
    static List<Program> all() {
        return List.of(
                new Program(CALL, "OkHttp and gson by hand", COLD + "PlainCallOnce", Place.OURS),
                new Program(CALL, "this SDK", COLD + "CallOnce", Place.OURS),
                new Program(CALL, "com.clerk:backend-api", PEERS + "IncumbentCallOnce", Place.INCUMBENT),
                new Program(
                        VERIFY, "the bare signature", "com.clerk.sdk.benchmarks.kit.BareVerificationOnce", Place.OURS),
                new Program(VERIFY, "this SDK", COLD + "VerifyOnce", Place.OURS),
                new Program(VERIFY, "com.clerk:backend-api", PEERS + "IncumbentVerifyOnce", Place.INCUMBENT));
    }

    /** A name for files. */
    String id() {
        return "cold-" + main.substring(main.lastIndexOf('.') + 1);
    }
}
