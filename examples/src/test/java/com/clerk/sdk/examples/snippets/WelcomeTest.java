package com.clerk.sdk.examples.snippets;

// snippet: clerk-test
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.junit.ClerkKey;
import com.clerk.sdk.testing.junit.ClerkTest;
import com.clerk.sdk.testing.junit.ClerkToken;
import com.clerk.sdk.testing.junit.ClerkUrl;
import org.junit.jupiter.api.Test;

@ClerkTest
class WelcomeTest {
    @Test
    void aUserIsWelcomed(ClerkServer server, @ClerkUrl String url, @ClerkKey String secretKey) {
        try (var clerk = ClerkBackend.builder().apiUrl(url).secretKey(secretKey).build()) {
            var ada = clerk.users().create(u -> u.firstName("Ada").emailAddress("ada@example.com"));

            assertThat(clerk.users().get(ada.id()).firstName()).isEqualTo("Ada");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aTokenNamesItsUser(
            @ClerkKey(ClerkKey.Kind.JWT) String jwtKey,
            @ClerkToken(user = "user_1", organization = "org_1", role = "org:admin") String token) {
        var verifier = SessionTokenVerifier.builder().jwtKey(jwtKey).build();

        assertThat(verifier.verify(token).userId()).isEqualTo("user_1");
    }
}
// end
