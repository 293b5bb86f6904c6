package com.clerk.sdk.benchmarks.harness;

import com.clerk.sdk.benchmarks.sdk.VerifyToken;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A verifier that somebody made slow: it verifies every token twice. */
@State(Scope.Benchmark)
public class SlowedVerifier extends VerifyToken {
    static Row inPlaceOf(Row row) {
        return row.with(row.against(), "harness.SlowedVerifier.twice");
    }

    @Benchmark
    public boolean twice() {
        return byPem() != byPem();
    }
}
