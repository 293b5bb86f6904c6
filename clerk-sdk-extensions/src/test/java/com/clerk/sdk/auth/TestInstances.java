package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.with;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two instances of these tests, one for production and one for development, with the keys of the test tokens. */
final class TestInstances {
    static final String SECRET = "sk_made_for_this_test";
    static final String LIVE_KEY = PublishableKey.forHost("clerk.example.com").value();
    static final String DEV_HOST = "happy-hippo-1.clerk.accounts.dev";
    static final String DEV_KEY = PublishableKey.forHost(DEV_HOST).value();
    static final String LIVE_SUFFIX = PublishableKey.parse(LIVE_KEY).cookieSuffix();
    static final String DEV_SUFFIX = PublishableKey.parse(DEV_KEY).cookieSuffix();

    /** When the browser of the tests signed in. */
    static final String UAT = "__client_uat=" + (NOW - 100);

    private TestInstances() {}

    static RequestAuthenticator.Builder live() {
        return RequestAuthenticator.builder()
                .jwtKey(TestTokens.pem())
                .publishableKey(LIVE_KEY)
                .clock(TestTokens.CLOCK);
    }

    static RequestAuthenticator.Builder dev() {
        return live().publishableKey(DEV_KEY);
    }

    /** The claims of a token of the instance for development. */
    static Map<String, @Nullable Object> devClaims() {
        return with(claims(), "iss", "https://" + DEV_HOST);
    }

    static String devToken() {
        return signed(header(), devClaims());
    }

    static String expired() {
        return signed(header(), expired(claims()));
    }

    static Map<String, @Nullable Object> expired(Map<String, @Nullable Object> claims) {
        return with(with(with(claims, "exp", NOW - 60), "iat", NOW - 90), "nbf", NOW - 90);
    }

    static String notYet() {
        return signed(header(), with(claims(), "nbf", NOW + 60));
    }

    static String ofTheFuture() {
        return signed(header(), with(claims(), "iat", NOW + 60));
    }

    static String ofTemplate() {
        return signed(with(header(), "cat", "cl_B7d4PD222AAA"), claims());
    }

    static String m2m() {
        return signed(with(header(), "cat", "cl_B7d4PD333AAA"), with(claims(), "sub", "mch_test"));
    }

    static String oauth() {
        return signed(with(TestTokens.without(header(), "cat"), "typ", "at+jwt"), claims());
    }

    /** Returns a well-formed token with an invalid signature. */
    static String forged() {
        var token = TestTokens.token();
        var other = TestTokens.signed(
                "{\"alg\":\"RS256\",\"kid\":\"other\"}", "{}", "SHA256withRSA", TestTokens.OTHER_KEYS.getPrivate());
        return token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }
}
