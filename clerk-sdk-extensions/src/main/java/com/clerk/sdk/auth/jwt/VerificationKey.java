package com.clerk.sdk.auth.jwt;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/** A public key that verifies tokens. Immutable and safe for use by several threads. */
public final class VerificationKey {
    private final RSAPublicKey key;
    private final int signatureLength;
    private final @Nullable SignatureAlgorithm requiredAlgorithm;
    private final SignatureProvider provider;
    private final PublicKey adopted;

    /** Creates a key for the standard provider. */
    public VerificationKey(RSAPublicKey key, @Nullable SignatureAlgorithm requiredAlgorithm) {
        this(key, requiredAlgorithm, SignatureProvider.standard(), key);
    }

    private VerificationKey(
            RSAPublicKey key,
            @Nullable SignatureAlgorithm requiredAlgorithm,
            SignatureProvider provider,
            PublicKey adopted) {
        this.key = key;
        this.signatureLength = (key.getModulus().bitLength() + 7) / 8;
        this.requiredAlgorithm = requiredAlgorithm;
        this.provider = provider;
        this.adopted = adopted;
    }

    /** Returns the same key for another provider, or for the standard one if that provider does not accept the key. */
    public VerificationKey with(SignatureProvider other) {
        try {
            return new VerificationKey(key, requiredAlgorithm, other, other.adopt(key));
        } catch (OutOfMemoryError | StackOverflowError e) { // says nothing of the provider
            throw e;
        } catch (GeneralSecurityException | RuntimeException | Error e) {
            return new VerificationKey(key, requiredAlgorithm);
        }
    }

    /** Returns the provider that verifies signatures with this key. */
    public SignatureProvider provider() {
        return provider;
    }

    /**
     * Verifies the signature of a token.
     *
     * @throws JwtException with {@code token-invalid-signature} if the private key of this key did not sign the token
     */
    public void check(Jwt jwt, SignatureAlgorithm algorithm) {
        if (requiredAlgorithm != null && requiredAlgorithm != algorithm) {
            throw failed(
                    "The key is for " + requiredAlgorithm + " only, but the token is signed with " + algorithm + ".",
                    null);
        }
        if (jwt.signature().length != signatureLength || !verifies(jwt, algorithm)) {
            throw new JwtException(
                    JwtError.TOKEN_INVALID_SIGNATURE,
                    "The token's signature is invalid.",
                    "If this happens to all tokens, check that the key (CLERK_JWT_KEY) is that of the Clerk instance that"
                            + " issues them.");
        }
    }

    private boolean verifies(Jwt jwt, SignatureAlgorithm algorithm) {
        if (!provider.isUsable()) {
            return verifiesByStandard(jwt, algorithm);
        }
        try {
            return provider.verifies(adopted, algorithm, jwt.text(), jwt.signedLength(), jwt.signature());
        } catch (OutOfMemoryError | StackOverflowError e) { // says nothing of the provider
            throw e;
        } catch (GeneralSecurityException | RuntimeException | Error e) {
            // A native library can break after its self-test, and may then throw anything.
            provider.giveUp(e);
            return verifiesByStandard(jwt, algorithm);
        }
    }

    private boolean verifiesByStandard(Jwt jwt, SignatureAlgorithm algorithm) {
        try {
            return SignatureProvider.standard()
                    .verifies(key, algorithm, jwt.text(), jwt.signedLength(), jwt.signature());
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            throw failed("This Java runtime cannot verify signatures with " + algorithm.jcaName() + ".", e);
        }
    }

    private static JwtException failed(String problem, @Nullable Throwable cause) {
        return new JwtException(JwtError.TOKEN_VERIFICATION_FAILED, problem, null, cause);
    }
}
