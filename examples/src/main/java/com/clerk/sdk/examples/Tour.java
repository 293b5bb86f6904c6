package com.clerk.sdk.examples;

import static com.clerk.sdk.auth.Has.permission;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.testing.ClerkServer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The steps of the quickstart. */
final class Tour {
    private static final int PAGE_SIZE = 2;

    /** A plan that the application stores in the public metadata of a user. */
    record Plan(String plan, int seats) {}

    private final ClerkBackend clerk;
    private final PrintStream out;
    private final List<String> created = new ArrayList<>();
    private int step;

    Tour(ClerkBackend clerk, PrintStream out) {
        this.clerk = clerk;
        this.out = out;
    }

    void write() {
        step("Create users", "clerk.users().create(u -> u.firstName(…).emailAddress(…))");
        for (var name : List.of("Ada", "Grace", "Edsger", "Barbara", "Alan")) {
            var user = clerk.users()
                    .create(u -> u.firstName(name)
                            .lastName("Quickstart")
                            .emailAddress(name.toLowerCase(java.util.Locale.ROOT) + "+clerk_test@example.com")
                            .skipPasswordRequirement(true));
            created.add(user.id());
            line(user.id() + "  " + user.firstName() + ", created " + user.createdAt());
        }

        var ada = created.get(0);
        step("Update a user", "clerk.users().update(id, u -> u.lastName(\"Lovelace\"))");
        line("now " + fullName(clerk.users().update(ada, u -> u.lastName("Lovelace"))));

        step("Clear a field", "clerk.users().update(id, u -> u.clearLastName())");
        line("now " + fullName(clerk.users().update(ada, u -> u.clearLastName())));

        step("Merge metadata and read it as a type", "user.publicMetadata().as(Plan.class)");
        clerk.users().mergeMetadata(ada, m -> m.publicMetadata(Map.of("plan", "gold")));
        var user = clerk.users().mergeMetadata(ada, m -> m.publicMetadata(Map.of("seats", 3)));
        line(user.publicMetadata().as(Plan.class).toString());
    }

    void read() {
        step("Page through users", "clerk.users().list(q -> q.limit(" + PAGE_SIZE + ")) … page.next()");
        var page = clerk.users().list(q -> q.limit(PAGE_SIZE));
        for (var number = 1; number <= 3; number++) {
            line("page " + number + ": " + page.items().stream().map(User::id).toList());
            if (!page.hasNext()) {
                break;
            }
            page = page.next();
        }
        step("Or iterate over all users", "for (User user : clerk.users().list().autoPager()) …");
        var count =
                clerk.users().list(q -> q.limit(PAGE_SIZE)).stream().limit(100).count();
        line(count + " users; Clerk reports " + clerk.users().count().totalCount());
    }

    void authenticate(ClerkServer server) {
        step("Find out who sent a request", "clerk.authenticateRequest(headers)");
        var reader = server.sessionTokens()
                .forUser(created.get(0))
                .organization("org_1", "acme", "org:member")
                .permissions("org:invoices:read");
        printCaller(clerk.authenticateRequest(bearer(reader.mint())));
        printCaller(clerk.authenticateRequest(bearer(server.expiredSessionToken(created.get(0)))));
        printCaller(clerk.authenticateRequest(Map.of()));
    }

    private static Map<String, List<String>> bearer(String token) {
        return Map.of("Authorization", List.of("Bearer " + token));
    }

    private void printCaller(RequestState state) {
        if (state instanceof SignedIn in) {
            line("signed in:  " + in.auth().subject() + ", may read invoices: "
                    + in.auth().has(permission("org:invoices:read")));
        } else if (state instanceof SignedOut out) {
            line("signed out: " + out.reason());
        }
    }

    void error() {
        step("See what an error looks like", "clerk.users().get(\"user_that_does_not_exist\")");
        try {
            clerk.users().get("user_that_does_not_exist");
        } catch (ClerkApiException e) {
            line(e.getClass().getSimpleName() + ": " + e.getMessage());
            line("trace id for Clerk's support: " + e.traceId());
        }
    }

    void cleanUp() {
        if (!created.isEmpty()) {
            step("Clean up", "clerk.users().delete(id)");
            created.forEach(id -> clerk.users().delete(id));
            line(created.size() + " users deleted");
        }
    }

    private static String fullName(User user) {
        return user.firstName() + (user.lastName() == null ? " (no last name)" : " " + user.lastName());
    }

    private void step(String title, String code) {
        step++;
        out.println();
        out.println(step + ". " + title + "   " + code);
    }

    private void line(String text) {
        out.println("   " + text);
    }
}
