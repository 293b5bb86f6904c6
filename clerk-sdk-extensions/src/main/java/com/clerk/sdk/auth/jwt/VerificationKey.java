package com.clerk.sdk.auth.jwt;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/** A public key that verifies tokens. Immutable and safe for use by several threads. */
public final class VerificationKey {
    private final RSAPublicKey key;
    private final int signatureLength;
    private final @Nullable SignatureAlgorithm only;
    private final SignatureProvider provider;
    private final PublicKey adopted;

    /** Creates a key for the standard provider. */
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

    /** Returns the same key for another provider, or for the standard one if that provider does not accept the key. */
    public VerificationKey with(SignatureProvider other) {
        try {
            return new VerificationKey(key, only, other, other.adopt(key));
        } catch (GeneralSecurityException e) {
            return new VerificationKey(key, only);
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
        if (only != null && only != algorithm) {
            throw failed("The key is for " + only + " only, but the token is signed with " + algorithm + ".", null);
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
            throw failed("This Java runtime cannot verify signatures with " + algorithm.jcaName() + ".", e);
        }
    }

    private static JwtException failed(String problem, @Nullable Throwable cause) {
        return new JwtException(
                JwtError.TOKEN_VERIFICATION_FAILED, problem, null, cause);
    }
}
