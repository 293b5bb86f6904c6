package com.clerk.sdk.benchmarks.shared;

/** Holds that a library does the whole work before its time is taken. */
public final class SelfTest {
    /** Verifies a token: gives something, or throws or gives null to refuse. */
    @FunctionalInterface
    public interface Verification {
        Object verify(String token) throws Exception;
    }

    private SelfTest() {}

    /** Fails unless the good token is accepted, and a tampered, an expired and another party's refused. */
    public static void of(String library, Verification verification) throws Exception {
        if (verification.verify(Inputs.text(Inputs.TOKEN)) == null) {
            throw new IllegalStateException(library + " refuses the good token");
        }
        refuses(library, verification, Inputs.TAMPERED);
        refuses(library, verification, Inputs.EXPIRED);
        refuses(library, verification, Inputs.OTHER_PARTY);
    }

    private static void refuses(String library, Verification verification, String input) {
        var token = Inputs.text(input);
        Object accepted;
        try {
            accepted = verification.verify(token);
        } catch (Exception refused) {
            return;
        }
        if (accepted != null) {
            throw new IllegalStateException(library + " accepts the " + input);
        }
    }
}
