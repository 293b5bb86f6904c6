package com.clerk.sdk.auth;

import com.clerk.sdk.auth.jwt.NativeProviders;
import com.clerk.sdk.auth.jwt.SignatureAlgorithm;
import com.clerk.sdk.auth.jwt.SignatureProvider;
import com.clerk.sdk.auth.jwt.VerificationKey;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.KeyPair;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Those who may check a signature, as parameters of tests. */
enum TestProvider {
    JDK(null),
    CONSCRYPT(NativeProviders.KNOWN.get(0)),
    CORRETTO(NativeProviders.KNOWN.get(1));

    private static final boolean HAS_LIBRARIES =
            "Linux".equals(System.getProperty("os.name")) && "amd64".equals(System.getProperty("os.arch"));

    private static final Map<TestProvider, SignatureProvider> MADE = new ConcurrentHashMap<>();

    private final NativeProviders.@Nullable Candidate candidate;

    TestProvider(NativeProviders.@Nullable Candidate candidate) {
        this.candidate = candidate;
    }

    NativeProviders.Candidate candidate() {
        assumeTrue(HAS_LIBRARIES, "the tests have native libraries for Linux on x86-64 only");
        return Objects.requireNonNull(candidate);
    }

    Provider provider() {
        try {
            return candidate().provider();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    SignatureProvider signatures() {
        return candidate == null
                ? SignatureProvider.standard()
                : MADE.computeIfAbsent(this, each -> SignatureProvider.of(each.provider()));
    }

    VerificationKey key(KeyPair keys) {
        return key((RSAPublicKey) keys.getPublic(), null);
    }

    /** Works with this provider for certain, and not with another in its place. */
    VerificationKey key(RSAPublicKey key, @Nullable SignatureAlgorithm only) {
        var signatures = signatures();
        var made = new VerificationKey(key, only).with(signatures);
        if (made.provider() != signatures) {
            throw new AssertionError(this + " did not take the key");
        }
        return made;
    }
}
