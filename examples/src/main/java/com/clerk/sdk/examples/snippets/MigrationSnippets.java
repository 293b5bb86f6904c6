package com.clerk.sdk.examples.snippets;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SessionClaims;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.backend.model.EmailAddress;
import com.clerk.sdk.backend.model.Organization;
import com.clerk.sdk.backend.model.OrganizationMembership;
import com.clerk.sdk.backend.model.Session;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.runtime.Page;
import com.clerk.sdk.runtime.RetryPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The snippets of docs/migrating.md. */
final class MigrationSnippets {
    private MigrationSnippets() {}

    static ClerkBackend client() {
        // snippet: migrate-client
        var clerk = new ClerkBackend("sk_test_…");
        // end
        return clerk;
    }

    static void read(ClerkBackend clerk) {
        // snippet: migrate-read
        User user = clerk.users().get("user_1");
        Page<User> found =
                clerk.users().list(q -> q.emailAddress("ada@example.com").limit(50));
        long banned = clerk.users().count(q -> q.banned(true)).totalCount();
        // end
        System.out.println(user + " " + found + " " + banned);
    }

    static void write(ClerkBackend clerk) {
        // snippet: migrate-write
        User ada = clerk.users().create(u -> u.firstName("Ada").emailAddress("ada@example.com"));
        clerk.users().update(ada.id(), u -> u.lastName("Lovelace"));
        clerk.users().mergeMetadata(ada.id(), m -> m.publicMetadata(Map.of("plan", "gold")));
        clerk.users().ban(ada.id());
        clerk.users().delete(ada.id());
        // end
    }

    static void fields(User user) {
        // snippet: migrate-fields
        String firstName = user.firstName(); // null without a first name
        Instant createdAt = user.createdAt();
        Plan plan = user.publicMetadata().as(Plan.class);
        EmailAddress email = user.primaryEmailAddress(); // null without an email address
        // end
        System.out.println(firstName + " " + createdAt + " " + plan + " " + email);
    }

    static void organizations(ClerkBackend clerk) {
        // snippet: migrate-organizations
        Organization acme = clerk.organizations().create(o -> o.name("Acme").createdBy("user_1"));
        clerk.organizationMemberships()
                .create(acme.id(), m -> m.userId("user_2").role("org:member"));
        clerk.organizationMemberships().update(acme.id(), "user_2", m -> m.role("org:admin"));
        Page<OrganizationMembership> members = clerk.organizationMemberships().list(acme.id(), q -> q.limit(100));
        Page<OrganizationMembership> ofUser = clerk.users().listOrganizationMemberships("user_1");
        clerk.organizationMemberships().delete(acme.id(), "user_2");
        // end
        System.out.println(members + " " + ofUser);
    }

    static void invitations(ClerkBackend clerk) {
        // snippet: migrate-invitations
        clerk.invitations().create(i -> i.emailAddress("ada@example.com"));
        clerk.organizationInvitations()
                .create("org_1", i -> i.emailAddress("ada@example.com").role("org:member"));
        // end
    }

    static void sessions(ClerkBackend clerk) {
        // snippet: migrate-sessions
        Page<Session> sessions = clerk.sessions().list(q -> q.userId("user_1"));
        clerk.sessions().revoke("sess_1");
        String ticket = clerk.signInTokens().create(t -> t.userId("user_1")).token();
        String google = clerk.users()
                .listOAuthAccessTokens("user_1", "oauth_google")
                .items()
                .get(0)
                .token();
        // end
        System.out.println(sessions + ticket + google);
    }

    static void authenticate(Map<String, List<String>> headers, String jwtKey) {
        // snippet: migrate-authenticate
        var authenticator = RequestAuthenticator.builder() // make one and keep it
                .jwtKey(jwtKey)
                .authorizedParties("https://app.example.com")
                .build();
        RequestState state = authenticator.authenticate(headers);
        if (state instanceof SignedIn in) {
            System.out.println(in.auth().subject());
        } else if (state instanceof SignedOut out) {
            System.out.println(out.reason());
        }
        // end
    }

    static SessionClaims verify(String token, String jwtKey) {
        // snippet: migrate-verify
        var verifier = SessionTokenVerifier.builder() // make one and keep it
                .jwtKey(jwtKey)
                .authorizedParties("https://app.example.com")
                .build();
        SessionClaims claims = verifier.verify(token);
        // end
        return claims;
    }

    static void errors(ClerkBackend clerk) {
        // snippet: migrate-errors
        try {
            clerk.users().get("user_1");
        } catch (NotFoundException e) {
            System.err.println("There is no such user.");
        }
        // end
    }

    static ClerkBackend settings() {
        // snippet: migrate-settings
        var clerk = ClerkBackend.builder()
                .secretKey("sk_test_…")
                .retryPolicy(RetryPolicy.never())
                .build();
        // end
        return clerk;
    }
}
