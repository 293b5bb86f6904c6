package com.clerk.sdk.auth;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/** A public key that tokens are checked with. Safe for all threads. */
final class VerificationKey {
    private final RSAPublicKey key;
    private final int signatureLength;
    private final @Nullable SignatureAlgorithm only;

    VerificationKey(RSAPublicKey key, @Nullable SignatureAlgorithm only) {
        this.key = key;
        this.signatureLength = (key.getModulus().bitLength() + 7) / 8;
        this.only = only;
    }

    /** Fails with {@code token-invalid-signature} unless the token was signed with this key's other half. */
    void check(Jwt jwt, SignatureAlgorithm algorithm) {
        if (only != null && only != algorithm) {
            throw failed("The key is for " + only + " alone, the token is signed with " + algorithm + ".", null);
        }
        if (jwt.signature().length != signatureLength || !verifies(jwt, algorithm)) {
            throw new TokenVerificationException(
                    TokenVerificationReason.TOKEN_INVALID_SIGNATURE, "The token's signature is invalid.");
        }
    }

    private boolean verifies(Jwt jwt, SignatureAlgorithm algorithm) {
        try {
            var signature = Signature.getInstance(algorithm.jcaName());
            signature.initVerify(key);
            signature.update(jwt.text(), 0, jwt.signedLength());
            return signature.verify(jwt.signature());
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw failed("This Java cannot check signatures with " + algorithm.jcaName() + ".", e);
        }
    }

    private static TokenVerificationException failed(String problem, @Nullable Throwable cause) {
        return new TokenVerificationException(
                TokenVerificationReason.TOKEN_VERIFICATION_FAILED, problem, null, null, cause);
    }
}
