package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.testing.SessionTokenBuilder;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.TestKeys;

/** A production instance of these tests, whose keys are at hand. */
public final class TestInstance {
    static final TestKeys KEYS = TestKeys.generate();
    static final String KEY = PublishableKey.forHost("clerk.example.com").value();

    private TestInstance() {}

    public static RequestAuthenticator.Builder authenticator() {
        return RequestAuthenticator.builder()
                .jwtKey(KEYS.publicKeyPem())
                .publishableKey(KEY)
                .signInUrl("/sign-in");
    }

    public static SessionTokenBuilder token(String userId) {
        return SessionTokens.signedBy(KEYS).issuer("https://clerk.example.com").forUser(userId);
    }

    public static SessionTokenBuilder admin() {
        return token("user_admin").organization("org_1", "acme", "org:admin");
    }

    public static String bearer(SessionTokenBuilder token) {
        return "Authorization: Bearer " + token.mint();
    }

    public static String cookies(SessionTokenBuilder token) {
        return "Cookie: __client_uat=1; __session=" + token.mint();
    }
}
