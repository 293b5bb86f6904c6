package com.clerk.sdk.auth.jwt;

/** The errors of verifying a token. Their texts are those of Clerk's SDKs: docs/behaviour.md, section 1. */
public enum JwtError {
    /** The token's {@code exp} has passed. */
    TOKEN_EXPIRED("token-expired"),

    /** The token is malformed, or has the wrong type or category. */
    TOKEN_INVALID("token-invalid"),

    /** The token's algorithm is not accepted. */
    TOKEN_INVALID_ALGORITHM("token-invalid-algorithm"),

    /** The token's {@code azp} is not an authorized party. */
    TOKEN_INVALID_AUTHORIZED_PARTIES("token-invalid-authorized-parties"),

    /** The token's {@code iss} is not an accepted issuer. */
    TOKEN_INVALID_ISSUER("token-invalid-issuer"),

    /** The signature does not match the token and the key. */
    TOKEN_INVALID_SIGNATURE("token-invalid-signature"),

    /** The token's {@code nbf} is in the future. */
    TOKEN_NOT_ACTIVE_YET("token-not-active-yet"),

    /** The token's {@code iat} is in the future. */
    TOKEN_IAT_IN_THE_FUTURE("token-iat-in-the-future"),

    /** A claim is missing, malformed or not accepted, or the verification itself failed. */
    TOKEN_VERIFICATION_FAILED("token-verification-failed"),

    /** Clerk refused the secret key. */
    SECRET_KEY_INVALID("secret-key-invalid"),

    /** Clerk's keys could not be fetched. */
    JWK_REMOTE_FAILED_TO_LOAD("jwk-remote-failed-to-load"),

    /** No key is set, and there is no way to fetch one. */
    JWK_FAILED_TO_RESOLVE("jwk-failed-to-resolve"),

    /** The key set does not have the key that the token names. */
    JWK_KID_MISMATCH("jwk-kid-mismatch");

    private final String value;

    JwtError(String value) {
        this.value = value;
    }

    /** Returns the text of the error in Clerk's SDKs. */
    public String value() {
        return value;
    }

    /** Tells whether Clerk's keys could not be fetched, so that nobody knows whether the token is valid. */
    public boolean isOutage() {
        return this == JWK_REMOTE_FAILED_TO_LOAD;
    }

    /**
     * Tells whether only the time made verifying fail, so that a new token may help: docs/behaviour.md, section 2.6.
     */
    public boolean isAboutTime() {
        return this == TOKEN_EXPIRED || this == TOKEN_NOT_ACTIVE_YET || this == TOKEN_IAT_IN_THE_FUTURE;
    }
}
