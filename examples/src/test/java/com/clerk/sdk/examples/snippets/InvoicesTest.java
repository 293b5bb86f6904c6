package com.clerk.sdk.examples.snippets;

// snippet: endpoint-test
import static com.clerk.sdk.auth.Has.permission;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.TestKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvoicesTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String APP = "https://app.example.com";

    private final SessionTokens tokens = SessionTokens.signedBy(KEYS);
    private final RequestAuthenticator authenticator = RequestAuthenticator.builder()
            .jwtKey(KEYS.publicKeyPem())
            .issuers(tokens.issuer())
            .authorizedParties(APP)
            .build();

    @Test
    void aUserWithThePermissionSeesInvoices() {
        var token = tokens.forUser("user_1")
                .authorizedParty(APP)
                .organization("org_1", "acme", "org:accountant")
                .permissions("org:invoices:read");

        assertThat(status(token.mint())).isEqualTo(200);
    }

    @Test
    void otherUsersDoNotSeeInvoices() {
        var nobody = tokens.forUser("user_1").authorizedParty(APP);
        var elsewhere = tokens.forUser("user_1").authorizedParty("https://elsewhere.example.com");

        assertThat(status(nobody.mint())).isEqualTo(403);
        assertThat(status(nobody.expired().mint())).isEqualTo(401);
        assertThat(status(elsewhere.mint())).isEqualTo(401);
    }

    /** Stands for your endpoint, which uses the authenticator. */
    private int status(String token) {
        var state = authenticator.authenticate(Map.of("Authorization", List.of("Bearer " + token)));
        if (!(state instanceof SignedIn in)) {
            return 401;
        }
        return in.auth().has(permission("org:invoices:read")) ? 200 : 403;
    }
}
// end
