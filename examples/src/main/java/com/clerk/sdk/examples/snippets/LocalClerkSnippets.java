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

    static @Nullable String code(ClerkServer server) throws InterruptedException {
        // snippet: local-messages
        var first = server.awaitMessage("ada@example.com", Duration.ofSeconds(5));
        var second = server.awaitMessage("ada@example.com", first, Duration.ofSeconds(5));
        // end
        return second.code();
    }

    static void billing(ClerkServer server, String userId, String otherId) {
        // snippet: local-billing
        server.userPlan("free", 0);
        server.userPlan("pro", 1000, "export"); // 10 dollars a month
        server.subscribe(userId, "pro"); // session tokens: pla u:pro, fea u:export
        server.subscribeWithTrial(otherId, "pro", Duration.ofDays(14));
        server.moveClock(Duration.ofDays(14)); // the trial has ended, and the first payment was made
        // end
    }

    static void discount(ClerkServer server, ClerkBackend clerk, String itemId) {
        // snippet: local-discount
        var launch = server.percentageDiscount("Launch", 20, 3); // three payments, 20 percent cheaper
        clerk.billing().applySubscriptionItemDiscount(itemId, d -> d.discountId(launch));
        server.moveClock(Duration.ofDays(31)); // the statement says what was paid
        // end
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
