package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.auth.SessionClaims;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.SelfTest;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A session token that was verified before, as all but the first request of its minute bring it. */
@State(Scope.Benchmark)
public class SeenToken {
    private SessionTokenVerifier verifier;
    private byte[] bytes;
    private String token;

    @Setup
    public void prepare() throws Exception {
        verifier = SessionTokenVerifier.builder()
                .jwtKey(Inputs.text(Inputs.PEM))
                .issuers(Inputs.ISSUER)
                .authorizedParties(Inputs.PARTY)
                .build();
        SelfTest.of("SessionTokenVerifier, twice", this::twice);
        token = Inputs.text(Inputs.TOKEN);
        bytes = Inputs.bytes(Inputs.TOKEN);
    }

    /** So that what is remembered is put to the test as well. */
    private Object twice(String any) {
        verifier.verify(any);
        return verifier.verify(any);
    }

    /** From a text that was just made, as a server makes it for each request; the making counts. */
    @Benchmark
    public SessionClaims fresh() {
        return verifier.verify(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Benchmark
    public SessionClaims same() {
        return verifier.verify(token);
    }
}
