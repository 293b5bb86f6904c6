package com.clerk.sdk.examples.snippets;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.SignedInClient;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The snippets of docs/local-clerk.md. */
final class LocalClerkSnippets {
    private LocalClerkSnippets() {}

    static ClerkServer start() {
        // snippet: local-start
        var server =
                ClerkServer.builder().port(9300).assets(Path.of("clerk-assets")).start();
        // end
        return server;
    }

    static @Nullable String code(ClerkServer server) {
        // snippet: local-code
        var code = server.messages("ada@example.com").get(0).code();
        // end
        return code;
    }

    static void webhooks(ClerkServer server, ClerkBackend clerk, String signingSecret) {
        // snippet: local-webhooks
        server.webhooks().deliverTo("http://127.0.0.1:8080/webhooks", signingSecret);
        clerk.users().create(u -> u.emailAddress("ada@example.com"));
        server.webhooks().awaitDelivered(Duration.ofSeconds(5));
        // end
    }

    static SignedInClient signIn(ClerkServer server, String userId) {
        // snippet: local-sign-in
        var signedIn = server.signIn(userId, "http://localhost:8080");
        signedIn.cookies(); // for a browser
        signedIn.clientToken(); // for an app
        signedIn.sessionToken(); // for a call of your own API
        // end
        return signedIn;
    }
}
