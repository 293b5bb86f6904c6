package com.clerk.sdk.auth.jwt;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/** A public key that tokens are checked with. Safe for all threads. */
public final class VerificationKey {
    private final RSAPublicKey key;
    private final int signatureLength;
    private final @Nullable SignatureAlgorithm only;
    private final SignatureProvider provider;
    private final PublicKey adopted;

    /** A key that Java's standard provider works with. */
    public VerificationKey(RSAPublicKey key, @Nullable SignatureAlgorithm only) {
        this(key, only, SignatureProvider.standard(), key);
    }

    private VerificationKey(
            RSAPublicKey key, @Nullable SignatureAlgorithm only, SignatureProvider provider, PublicKey adopted) {
        this.key = key;
        this.signatureLength = (key.getModulus().bitLength() + 7) / 8;
        this.only = only;
        this.provider = provider;
        this.adopted = adopted;
    }

    /** The same key for another provider to work with; for the standard one, if that does not take such a key. */
    public VerificationKey with(SignatureProvider other) {
        try {
            return new VerificationKey(key, only, other, other.adopt(key));
        } catch (GeneralSecurityException e) {
            return new VerificationKey(key, only);
        }
    }

    /** Who checks signatures with this key. */
    public SignatureProvider provider() {
        return provider;
    }

    /** Fails with {@code token-invalid-signature} unless the token was signed with this key's other half. */
    public void check(Jwt jwt, SignatureAlgorithm algorithm) {
        if (only != null && only != algorithm) {
            throw failed("The key is for " + only + " alone, the token is signed with " + algorithm + ".", null);
        }
        if (jwt.signature().length != signatureLength || !verifies(jwt, algorithm)) {
            throw new JwtException(
                    JwtError.TOKEN_INVALID_SIGNATURE, "The token's signature is invalid.");
        }
    }

    private boolean verifies(Jwt jwt, SignatureAlgorithm algorithm) {
        try {
            return provider.verifies(adopted, algorithm, jwt.text(), jwt.signedLength(), jwt.signature());
        } catch (GeneralSecurityException e) {
            throw failed("This Java cannot check signatures with " + algorithm.jcaName() + ".", e);
        }
    }

    private static JwtException failed(String problem, @Nullable Throwable cause) {
        return new JwtException(
                JwtError.TOKEN_VERIFICATION_FAILED, problem, null, cause);
    }
}
