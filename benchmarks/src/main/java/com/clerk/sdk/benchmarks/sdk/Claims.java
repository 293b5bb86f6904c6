package com.clerk.sdk.benchmarks.sdk;

import static com.clerk.sdk.auth.Has.permission;
import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.auth.SessionClaims;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.benchmarks.shared.Inputs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Questions to claims of version 2 that are verified already. */
@State(Scope.Benchmark)
public class Claims {
    private SessionClaims claims;

    @Setup
    public void prepare() {
        claims = SessionTokenVerifier.builder()
                .jwtKey(Inputs.text(Inputs.PEM))
                .build()
                .verify(Inputs.text(Inputs.TOKEN));
        if (!hasPermission() || !hasRole()) {
            throw new IllegalStateException("The token has neither role nor permission");
        }
    }

    @Benchmark
    public boolean hasPermission() {
        return claims.has(permission("org:invoices:read"));
    }

    @Benchmark
    public boolean hasRole() {
        return claims.has(role("org:admin"));
    }
}
