package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.OpenEnum;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.util.HashMap;
import java.util.Map;

/**
 * The reason why a token was refused. Clerk's other SDKs use the same texts; a later version may add some. Use
 * {@link #known()} in a {@code switch}. Immutable.
 */
@JsonAdapter(GsonAdapter.class)
public final class TokenVerificationReason extends OpenEnum {
    private static final Map<String, TokenVerificationReason> CONSTANTS = new HashMap<>();

    /** The token has expired. */
    public static final TokenVerificationReason TOKEN_EXPIRED = constant("token-expired", Known.TOKEN_EXPIRED);

    /** The token is malformed, or has the wrong type or category. */
    public static final TokenVerificationReason TOKEN_INVALID = constant("token-invalid", Known.TOKEN_INVALID);

    /** The algorithm of the token is not accepted. */
    public static final TokenVerificationReason TOKEN_INVALID_ALGORITHM =
            constant("token-invalid-algorithm", Known.TOKEN_INVALID_ALGORITHM);

    /** The token was issued to an origin that is not an authorized party. */
    public static final TokenVerificationReason TOKEN_INVALID_AUTHORIZED_PARTIES =
            constant("token-invalid-authorized-parties", Known.TOKEN_INVALID_AUTHORIZED_PARTIES);

    /** The token was issued by another instance. */
    public static final TokenVerificationReason TOKEN_INVALID_ISSUER =
            constant("token-invalid-issuer", Known.TOKEN_INVALID_ISSUER);

    /** The signature does not match the token and the key. */
    public static final TokenVerificationReason TOKEN_INVALID_SIGNATURE =
            constant("token-invalid-signature", Known.TOKEN_INVALID_SIGNATURE);

    /** The token is not valid yet. */
    public static final TokenVerificationReason TOKEN_NOT_ACTIVE_YET =
            constant("token-not-active-yet", Known.TOKEN_NOT_ACTIVE_YET);

    /** The token was issued in the future, so the clocks differ. */
    public static final TokenVerificationReason TOKEN_IAT_IN_THE_FUTURE =
            constant("token-iat-in-the-future", Known.TOKEN_IAT_IN_THE_FUTURE);

    /** A claim is missing, malformed or not accepted, or the verification itself failed. */
    public static final TokenVerificationReason TOKEN_VERIFICATION_FAILED =
            constant("token-verification-failed", Known.TOKEN_VERIFICATION_FAILED);

    /** Clerk refused the secret key that was used to load the keys. */
    public static final TokenVerificationReason SECRET_KEY_INVALID =
            constant("secret-key-invalid", Known.SECRET_KEY_INVALID);

    /** The configured key is empty. */
    public static final TokenVerificationReason JWK_LOCAL_MISSING =
            constant("jwk-local-missing", Known.JWK_LOCAL_MISSING);

    /** Clerk's keys could not be loaded. */
    public static final TokenVerificationReason JWK_REMOTE_FAILED_TO_LOAD =
            constant("jwk-remote-failed-to-load", Known.JWK_REMOTE_FAILED_TO_LOAD);

    /** Clerk's answer is not a key set. */
    public static final TokenVerificationReason JWK_REMOTE_INVALID =
            constant("jwk-remote-invalid", Known.JWK_REMOTE_INVALID);

    /** Clerk's key set is empty. */
    public static final TokenVerificationReason JWK_REMOTE_MISSING =
            constant("jwk-remote-missing", Known.JWK_REMOTE_MISSING);

    /** No key is set, and no secret key to load one with. */
    public static final TokenVerificationReason JWK_FAILED_TO_RESOLVE =
            constant("jwk-failed-to-resolve", Known.JWK_FAILED_TO_RESOLVE);

    /** The token names a key that the instance does not have. */
    public static final TokenVerificationReason JWK_KID_MISMATCH = constant("jwk-kid-mismatch", Known.JWK_KID_MISMATCH);

    private final Known known;

    private TokenVerificationReason(String value, Known known) {
        super(value);
        this.known = known;
    }

    /** Called by the initializers of this class alone, which fill the map before anyone reads it. */
    private static TokenVerificationReason constant(String value, Known known) {
        var constant = new TokenVerificationReason(value, known);
        CONSTANTS.put(value, constant);
        return constant;
    }

    /**
     * Returns the reason with this text.
     *
     * @param value the text, such as {@code token-expired}
     * @return the constant of this text, or a new reason that keeps the text
     */
    public static TokenVerificationReason of(String value) {
        var constant = CONSTANTS.get(value);
        return constant == null ? new TokenVerificationReason(value, Known.OTHER) : constant;
    }

    /**
     * Returns the reason as an enum constant, for a {@code switch}.
     *
     * @return the constant, or {@link Known#OTHER} for a reason that this version does not know
     */
    public Known known() {
        return known;
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
