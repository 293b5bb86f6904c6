package com.clerk.sdk.spring.test;

import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.auth.TestAuth;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.testing.SessionTokenBuilder;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/** Makes users with the claims that their session tokens would have. No authenticator accepts their tokens. */
final class TestCallers {
    static final String USER = "user_test";
    static final String ORGANIZATION = "org_test";

    private static final SessionTokens TOKENS = SessionTokens.signedBy(TestKeys.generate());

    private TestCallers() {}

    static SessionAuth user(Consumer<SessionTokenBuilder> claims) {
        var token = TOKENS.forUser(USER);
        claims.accept(token);
        var payload = token.unsigned().mint().split("\\.", -1)[1];
        var json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        return TestAuth.session(JsonValue.parse(json).entries());
    }
}
