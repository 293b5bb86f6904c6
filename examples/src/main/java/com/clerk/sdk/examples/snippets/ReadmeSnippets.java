package com.clerk.sdk.examples.snippets;

import static com.clerk.sdk.auth.Has.permission;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.AuthenticateRequest;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.backend.model.User;
import java.util.List;
import java.util.Map;

/** The snippets of README.md; the one on webhooks is in WebhookSnippets. */
final class ReadmeSnippets {
    private ReadmeSnippets() {}

    static void call() {
        // snippet: readme-call
        var clerk = ClerkBackend.fromEnv(); // or new ClerkBackend("sk_test_…"); make one and keep it
        for (User user : clerk.users().list(q -> q.limit(5)).items()) {
            System.out.println(user.id() + " created at " + user.createdAt());
        }
        // end
    }

    static void write(ClerkBackend clerk) {
        // snippet: readme-write
        User user = clerk.users().create(u -> u.firstName("Ada").emailAddress("ada@example.com"));
        clerk.users().update(user.id(), u -> u.lastName("Lovelace"));
        // end
    }

    static void verify(Map<String, List<String>> headers) {
        // snippet: readme-verify
        RequestState state = AuthenticateRequest.verify(headers); // without the network, if CLERK_JWT_KEY is set
        if (state instanceof SignedIn in && in.auth().has(permission("org:invoices:read"))) {
            System.out.println(in.auth().subject() + " may read invoices");
        }
        // end
    }
}
