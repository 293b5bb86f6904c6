package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.auth.SessionClaims;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.auth.TokenVerificationException;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.Loopback;
import com.clerk.sdk.benchmarks.shared.SelfTest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A session token seen for the first time: nothing is remembered. */
@State(Scope.Benchmark)
public class VerifyToken {
    private SessionTokenVerifier byPem;
    private SessionTokenVerifier byJwks;
    private SessionTokenVerifier bySecretKey;
    private Loopback clerk;
    private String token;
    private String large;
    private String tampered;
    private String expired;

    @Setup
    public void prepare() throws Exception {
        byPem = settings().jwtKey(Inputs.text(Inputs.PEM)).build();
        byJwks = settings().jwks(Inputs.text(Inputs.JWKS)).build();
        var keys = Inputs.bytes(Inputs.JWKS);
        clerk = new Loopback(uri -> keys);
        bySecretKey =
                settings().secretKey("sk_test_benchmarks").apiUrl(clerk.url()).build();
        token = Inputs.text(Inputs.TOKEN);
        large = Inputs.text(Inputs.LARGE_TOKEN);
        tampered = Inputs.text(Inputs.TAMPERED);
        expired = Inputs.text(Inputs.EXPIRED);
        SelfTest.of("SessionTokenVerifier", byPem::verify);
        SelfTest.of("SessionTokenVerifier", byJwks::verify);
        SelfTest.of("SessionTokenVerifier", bySecretKey::verify);
    }

    @TearDown
    public void close() {
        bySecretKey.close();
        clerk.close();
    }

    private static SessionTokenVerifier.Builder settings() {
        return SessionTokenVerifier.builder()
                .issuers(Inputs.ISSUER)
                .authorizedParties(Inputs.PARTY)
                .tokenCacheSize(0);
    }

    @Benchmark
    public SessionClaims byPem() {
        return byPem.verify(token);
    }

    @Benchmark
    public SessionClaims byJwks() {
        return byJwks.verify(token);
    }

    /** With the keys that were fetched from Clerk. */
    @Benchmark
    public SessionClaims bySecretKey() {
        return bySecretKey.verify(token);
    }

    @Benchmark
    public SessionClaims largeClaims() {
        return byPem.verify(large);
    }

    @Benchmark
    public Object badSignature() {
        return refused(tampered);
    }

    @Benchmark
    public Object expired() {
        return refused(expired);
    }

    private TokenVerificationException refused(String bad) {
        try {
            byPem.verify(bad);
        } catch (TokenVerificationException e) {
            return e;
        }
        throw new IllegalStateException("accepted");
    }
}
