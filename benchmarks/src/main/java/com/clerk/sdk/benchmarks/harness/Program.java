package com.clerk.sdk.benchmarks.harness;

import java.util.List;

/**
 * A program of the cold start.
 *
 * @param task what it does, the same for all that are compared
 * @param title who does it
 * @param main its class
 * @param variant where its classes come from
 */
record Program(String task, String title, String main, ClassPathVariant variant) {
    static final String CALL = "first answered call";
    static final String VERIFY = "first verified token";

    private static final String COLD = "com.clerk.sdk.benchmarks.cold.";
    private static final String PEERS = "com.clerk.sdk.benchmarks.peers.";

    /** Returns the programs of a task together: the baseline first, then this SDK. */
    static List<Program> all() {
        return List.of(
                new Program(CALL, "OkHttp and gson by hand", COLD + "PlainCallOnce", ClassPathVariant.SDK),
                new Program(CALL, "this SDK", COLD + "CallOnce", ClassPathVariant.SDK),
                new Program(CALL, "com.clerk:backend-api", PEERS + "IncumbentCallOnce", ClassPathVariant.INCUMBENT),
                new Program(
                        VERIFY,
                        "the bare signature",
                        "com.clerk.sdk.benchmarks.shared.BareVerificationOnce",
                        ClassPathVariant.SDK),
                new Program(VERIFY, "this SDK", COLD + "VerifyOnce", ClassPathVariant.SDK),
                new Program(
                        VERIFY, "com.clerk:backend-api", PEERS + "IncumbentVerifyOnce", ClassPathVariant.INCUMBENT));
    }

    /** A name for files. */
    String id() {
        return "cold-" + main.substring(main.lastIndexOf('.') + 1);
    }
}
