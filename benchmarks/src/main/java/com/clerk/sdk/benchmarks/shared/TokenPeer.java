package com.clerk.sdk.benchmarks.shared;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Another library that verifies session tokens, set up once as its documents say: signature by the key at hand, expiry
 * and start with five seconds of tolerance, issuer, authorized party. It is measured only after it has accepted the
 * good token and refused a tampered, an expired and a foreign one.
 */
@State(Scope.Benchmark)
public abstract class TokenPeer {
    private String token;

    /** Sets the library up. */
    protected abstract void open() throws Exception;

    /** Returns the claims; throws or returns null to refuse. */
    protected abstract Object verify(String token) throws Exception;

    @Setup
    public final void prepare() throws Exception {
        open();
        token = Inputs.text(Inputs.TOKEN);
        SelfTest.of(getClass().getSimpleName(), this::verify);
    }

    @Benchmark
    public Object verify() throws Exception {
        return verify(token);
    }
}
