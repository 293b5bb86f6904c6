package com.clerk.sdk.auth.jwt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.KeyPair;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The providers that may verify signatures, as parameters of tests. */
public enum TestProvider {
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

    public NativeProviders.Candidate candidate() {
        assumeTrue(HAS_LIBRARIES, "the tests have native libraries for Linux on x86-64 only");
        return Objects.requireNonNull(candidate);
    }

    public Provider provider() {
        try {
            return candidate().provider();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    public SignatureProvider signatures() {
        return candidate == null
                ? SignatureProvider.standard()
                : MADE.computeIfAbsent(this, each -> SignatureProvider.of(each.provider()));
    }

    public VerificationKey key(KeyPair keys) {
        return key((RSAPublicKey) keys.getPublic(), null);
    }

    /** Returns a provider that is certainly this one, without a fallback to another. */
    public VerificationKey key(RSAPublicKey key, @Nullable SignatureAlgorithm only) {
        var signatures = signatures();
        var made = new VerificationKey(key, only).with(signatures);
        if (made.provider() != signatures) {
            throw new AssertionError(this + " did not take the key");
        }
        return made;
    }
}
