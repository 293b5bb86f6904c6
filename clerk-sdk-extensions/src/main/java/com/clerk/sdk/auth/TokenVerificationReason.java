package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.OpenEnum;

/** Why a token was refused. The texts are those of Clerk's other SDKs; a later version may add some. */
public final class TokenVerificationReason extends OpenEnum {
    /** The token's time is over. */
    public static final TokenVerificationReason TOKEN_EXPIRED = new TokenVerificationReason("token-expired");

    /** It is no token of the kind that was asked for: malformed, of another type or category. */
    public static final TokenVerificationReason TOKEN_INVALID = new TokenVerificationReason("token-invalid");

    /** The token is signed in a way that is not accepted. */
    public static final TokenVerificationReason TOKEN_INVALID_ALGORITHM =
            new TokenVerificationReason("token-invalid-algorithm");

    /** The token was issued for an origin that is none of the authorized parties. */
    public static final TokenVerificationReason TOKEN_INVALID_AUTHORIZED_PARTIES =
            new TokenVerificationReason("token-invalid-authorized-parties");

    /** The token was issued by another instance. */
    public static final TokenVerificationReason TOKEN_INVALID_ISSUER =
            new TokenVerificationReason("token-invalid-issuer");

    /** The signature does not fit the token and the key. */
    public static final TokenVerificationReason TOKEN_INVALID_SIGNATURE =
            new TokenVerificationReason("token-invalid-signature");

    /** The token's time has not begun. */
    public static final TokenVerificationReason TOKEN_NOT_ACTIVE_YET =
            new TokenVerificationReason("token-not-active-yet");

    /** The token was issued later than now, so the two clocks differ. */
    public static final TokenVerificationReason TOKEN_IAT_IN_THE_FUTURE =
            new TokenVerificationReason("token-iat-in-the-future");

    /** A claim is missing, malformed or does not fit, or the check itself failed. */
    public static final TokenVerificationReason TOKEN_VERIFICATION_FAILED =
            new TokenVerificationReason("token-verification-failed");

    /** Clerk refused the secret key that the keys were asked for with. */
    public static final TokenVerificationReason SECRET_KEY_INVALID = new TokenVerificationReason("secret-key-invalid");

    /** The key that was set is empty. */
    public static final TokenVerificationReason JWK_LOCAL_MISSING = new TokenVerificationReason("jwk-local-missing");

    /** Clerk did not give out its keys. */
    public static final TokenVerificationReason JWK_REMOTE_FAILED_TO_LOAD =
            new TokenVerificationReason("jwk-remote-failed-to-load");

    /** What Clerk gave out is no set of keys. */
    public static final TokenVerificationReason JWK_REMOTE_INVALID = new TokenVerificationReason("jwk-remote-invalid");

    /** Clerk gave out no key. */
    public static final TokenVerificationReason JWK_REMOTE_MISSING = new TokenVerificationReason("jwk-remote-missing");

    /** No key is set, and no way to get one. */
    public static final TokenVerificationReason JWK_FAILED_TO_RESOLVE =
            new TokenVerificationReason("jwk-failed-to-resolve");

    /** The token names a key that the instance does not have. */
    public static final TokenVerificationReason JWK_KID_MISMATCH = new TokenVerificationReason("jwk-kid-mismatch");

    private TokenVerificationReason(String value) {
        super(value);
    }

    /**
     * The reason with this text. No network.
     *
     * @param value the text, such as {@code token-expired}
     * @return one of the constants when the text is known, else a new value that keeps it
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
     * For a {@code switch}. No network.
     *
     * @return the constant, or {@link Known#OTHER} for every reason that this version does not know
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
        /** The token's time is over. */
        TOKEN_EXPIRED,

        /** It is no token of the kind that was asked for: malformed, of another type or category. */
        TOKEN_INVALID,

        /** The token is signed in a way that is not accepted. */
        TOKEN_INVALID_ALGORITHM,

        /** The token was issued for an origin that is none of the authorized parties. */
        TOKEN_INVALID_AUTHORIZED_PARTIES,

        /** The token was issued by another instance. */
        TOKEN_INVALID_ISSUER,

        /** The signature does not fit the token and the key. */
        TOKEN_INVALID_SIGNATURE,

        /** The token's time has not begun. */
        TOKEN_NOT_ACTIVE_YET,

        /** The token was issued later than now, so the two clocks differ. */
        TOKEN_IAT_IN_THE_FUTURE,

        /** A claim is missing, malformed or does not fit, or the check itself failed. */
        TOKEN_VERIFICATION_FAILED,

        /** Clerk refused the secret key that the keys were asked for with. */
        SECRET_KEY_INVALID,

        /** The key that was set is empty. */
        JWK_LOCAL_MISSING,

        /** Clerk did not give out its keys. */
        JWK_REMOTE_FAILED_TO_LOAD,

        /** What Clerk gave out is no set of keys. */
        JWK_REMOTE_INVALID,

        /** Clerk gave out no key. */
        JWK_REMOTE_MISSING,

        /** No key is set, and no way to get one. */
        JWK_FAILED_TO_RESOLVE,

        /** The token names a key that the instance does not have. */
        JWK_KID_MISMATCH,

        /** Any other reason. */
        OTHER
    }
}
