package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.OpenEnum;

/**
 * The reason why a token was refused. Clerk's other SDKs use the same texts; a later version may add some. Use
 * {@link #known()} in a {@code switch}. Immutable.
 */
public final class TokenVerificationReason extends OpenEnum {
    /** The token has expired. */
    public static final TokenVerificationReason TOKEN_EXPIRED = new TokenVerificationReason("token-expired");

    /** The token is malformed, or has the wrong type or category. */
    public static final TokenVerificationReason TOKEN_INVALID = new TokenVerificationReason("token-invalid");

    /** The algorithm of the token is not accepted. */
    public static final TokenVerificationReason TOKEN_INVALID_ALGORITHM =
            new TokenVerificationReason("token-invalid-algorithm");

    /** The token was issued to an origin that is not an authorized party. */
    public static final TokenVerificationReason TOKEN_INVALID_AUTHORIZED_PARTIES =
            new TokenVerificationReason("token-invalid-authorized-parties");

    /** The token was issued by another instance. */
    public static final TokenVerificationReason TOKEN_INVALID_ISSUER =
            new TokenVerificationReason("token-invalid-issuer");

    /** The signature does not match the token and the key. */
    public static final TokenVerificationReason TOKEN_INVALID_SIGNATURE =
            new TokenVerificationReason("token-invalid-signature");

    /** The token is not valid yet. */
    public static final TokenVerificationReason TOKEN_NOT_ACTIVE_YET =
            new TokenVerificationReason("token-not-active-yet");

    /** The token was issued in the future, so the clocks differ. */
    public static final TokenVerificationReason TOKEN_IAT_IN_THE_FUTURE =
            new TokenVerificationReason("token-iat-in-the-future");

    /** A claim is missing, malformed or not accepted, or the verification itself failed. */
    public static final TokenVerificationReason TOKEN_VERIFICATION_FAILED =
            new TokenVerificationReason("token-verification-failed");

    /** Clerk refused the secret key that was used to load the keys. */
    public static final TokenVerificationReason SECRET_KEY_INVALID = new TokenVerificationReason("secret-key-invalid");

    /** The configured key is empty. */
    public static final TokenVerificationReason JWK_LOCAL_MISSING = new TokenVerificationReason("jwk-local-missing");

    /** Clerk's keys could not be loaded. */
    public static final TokenVerificationReason JWK_REMOTE_FAILED_TO_LOAD =
            new TokenVerificationReason("jwk-remote-failed-to-load");

    /** Clerk's answer is not a key set. */
    public static final TokenVerificationReason JWK_REMOTE_INVALID = new TokenVerificationReason("jwk-remote-invalid");

    /** Clerk's key set is empty. */
    public static final TokenVerificationReason JWK_REMOTE_MISSING = new TokenVerificationReason("jwk-remote-missing");

    /** No key is set, and no secret key to load one with. */
    public static final TokenVerificationReason JWK_FAILED_TO_RESOLVE =
            new TokenVerificationReason("jwk-failed-to-resolve");

    /** The token names a key that the instance does not have. */
    public static final TokenVerificationReason JWK_KID_MISMATCH = new TokenVerificationReason("jwk-kid-mismatch");

    private TokenVerificationReason(String value) {
        super(value);
    }

    /**
     * Returns the reason with this text.
     *
     * @param value the text, such as {@code token-expired}
     * @return the constant of this text, or a new reason that keeps the text
     */
    public static TokenVerificationReason of(String value) {
        return switch (value) {
            case "token-expired" -> TOKEN_EXPIRED;
            case "token-invalid" -> TOKEN_INVALID;
            case "token-invalid-algorithm" -> TOKEN_INVALID_ALGORITHM;
            case "token-invalid-authorized-parties" -> TOKEN_INVALID_AUTHORIZED_PARTIES;
            case "token-invalid-issuer" -> TOKEN_INVALID_ISSUER;
            case "token-invalid-signature" -> TOKEN_INVALID_SIGNATURE;
            case "token-not-active-yet" -> TOKEN_NOT_ACTIVE_YET;
            case "token-iat-in-the-future" -> TOKEN_IAT_IN_THE_FUTURE;
            case "token-verification-failed" -> TOKEN_VERIFICATION_FAILED;
            case "secret-key-invalid" -> SECRET_KEY_INVALID;
            case "jwk-local-missing" -> JWK_LOCAL_MISSING;
            case "jwk-remote-failed-to-load" -> JWK_REMOTE_FAILED_TO_LOAD;
            case "jwk-remote-invalid" -> JWK_REMOTE_INVALID;
            case "jwk-remote-missing" -> JWK_REMOTE_MISSING;
            case "jwk-failed-to-resolve" -> JWK_FAILED_TO_RESOLVE;
            case "jwk-kid-mismatch" -> JWK_KID_MISMATCH;
            default -> new TokenVerificationReason(value);
        };
    }

    /**
     * Returns the reason as an enum constant, for a {@code switch}.
     *
     * @return the constant, or {@link Known#OTHER} for a reason that this version does not know
     */
    public Known known() {
        return switch (value()) {
            case "token-expired" -> Known.TOKEN_EXPIRED;
            case "token-invalid" -> Known.TOKEN_INVALID;
            case "token-invalid-algorithm" -> Known.TOKEN_INVALID_ALGORITHM;
            case "token-invalid-authorized-parties" -> Known.TOKEN_INVALID_AUTHORIZED_PARTIES;
            case "token-invalid-issuer" -> Known.TOKEN_INVALID_ISSUER;
            case "token-invalid-signature" -> Known.TOKEN_INVALID_SIGNATURE;
            case "token-not-active-yet" -> Known.TOKEN_NOT_ACTIVE_YET;
            case "token-iat-in-the-future" -> Known.TOKEN_IAT_IN_THE_FUTURE;
            case "token-verification-failed" -> Known.TOKEN_VERIFICATION_FAILED;
            case "secret-key-invalid" -> Known.SECRET_KEY_INVALID;
            case "jwk-local-missing" -> Known.JWK_LOCAL_MISSING;
            case "jwk-remote-failed-to-load" -> Known.JWK_REMOTE_FAILED_TO_LOAD;
            case "jwk-remote-invalid" -> Known.JWK_REMOTE_INVALID;
            case "jwk-remote-missing" -> Known.JWK_REMOTE_MISSING;
            case "jwk-failed-to-resolve" -> Known.JWK_FAILED_TO_RESOLVE;
            case "jwk-kid-mismatch" -> Known.JWK_KID_MISMATCH;
            default -> Known.OTHER;
        };
    }

    /** The reasons that this version knows. */
    public enum Known {
        /** The token has expired. */
        TOKEN_EXPIRED,

        /** The token is malformed, or has the wrong type or category. */
        TOKEN_INVALID,

        /** The algorithm of the token is not accepted. */
        TOKEN_INVALID_ALGORITHM,

        /** The token was issued to an origin that is not an authorized party. */
        TOKEN_INVALID_AUTHORIZED_PARTIES,

        /** The token was issued by another instance. */
        TOKEN_INVALID_ISSUER,

        /** The signature does not match the token and the key. */
        TOKEN_INVALID_SIGNATURE,

        /** The token is not valid yet. */
        TOKEN_NOT_ACTIVE_YET,

        /** The token was issued in the future, so the clocks differ. */
        TOKEN_IAT_IN_THE_FUTURE,

        /** A claim is missing, malformed or not accepted, or the verification itself failed. */
        TOKEN_VERIFICATION_FAILED,

        /** Clerk refused the secret key that was used to load the keys. */
        SECRET_KEY_INVALID,

        /** The configured key is empty. */
        JWK_LOCAL_MISSING,

        /** Clerk's keys could not be loaded. */
        JWK_REMOTE_FAILED_TO_LOAD,

        /** Clerk's answer is not a key set. */
        JWK_REMOTE_INVALID,

        /** Clerk's key set is empty. */
        JWK_REMOTE_MISSING,

        /** No key is set, and no secret key to load one with. */
        JWK_FAILED_TO_RESOLVE,

        /** The token names a key that the instance does not have. */
        JWK_KID_MISMATCH,

        /** Any other reason. */
        OTHER
    }
}
