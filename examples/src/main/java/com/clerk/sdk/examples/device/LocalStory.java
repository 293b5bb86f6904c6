package com.clerk.sdk.examples.device;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.testing.ClerkServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The story of a user and a Clerk on this machine. The user reads the codes in the messages that Clerk sends. */
final class LocalStory {
    private static final String EMAIL = "ada@example.com";
    private static final String PHONE = "+15555550100";
    private static final String PASSWORD = "correct horse battery";
    private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(3);

    private final PrintStream out;

    LocalStory(PrintStream out) {
        this.out = out;
    }

    void run() throws IOException {
        try (var server = ClerkServer.builder()
                        .identifiers("email_address", "phone_number")
                        .secondFactors("phone_code")
                        .strictCodes(true)
                        .tokenLifetime(TOKEN_LIFETIME)
                        .start();
                var clerk = ClerkFrontend.builder()
                        .publishableKey(server.publishableKey())
                        .apiUrl(server.apiUrl())
                        .build();
                var authenticator = RequestAuthenticator.builder()
                        .jwtKey(server.publicKeyPem())
                        .clockSkew(Duration.ZERO)
                        .build();
                var protectedServer = new ProtectedServer(verifier(authenticator))) {
            out.println(
                    "CLERK_PUBLISHABLE_KEY is not set, so this program calls a Clerk of its own at " + server.apiUrl());
            var dialog = new Dialog(question -> answer(question, server), out);
            signUp(clerk, dialog);
            addSecondFactor(clerk, server);
            signIn(clerk, dialog);
            createOrganization(clerk);
            callServer(clerk, protectedServer);
            signOut(clerk);
        }
    }

    private static Function<Map<String, List<String>>, RequestState> verifier(RequestAuthenticator authenticator) {
        return authenticator::authenticate;
    }

    private static String answer(String question, ClerkServer server) {
        return switch (question) {
            case "password" -> PASSWORD;
            case "email code" -> lastCode(server, EMAIL);
            case "phone code" -> lastCode(server, PHONE);
            default -> throw new IllegalArgumentException("The user does not know: " + question);
        };
    }

    private static String lastCode(ClerkServer server, String recipient) {
        var messages = server.messages(recipient);
        var code = messages.get(messages.size() - 1).code();
        return code == null ? "" : code;
    }

    private void signUp(ClerkFrontend clerk, Dialog dialog) {
        out.println("1. Sign up, and verify the email address by a code");
        dialog.complete(
                () -> clerk.steps().signUp(user -> user.emailAddress(EMAIL).firstName("Ada")));
        out.println("   " + clerk.state());
    }

    private void addSecondFactor(ClerkFrontend clerk, ClerkServer server) {
        out.println("2. Add a phone number as the second factor");
        var phone = clerk.phoneNumbers().create(p -> p.phoneNumber(PHONE));
        clerk.phoneNumbers().prepareVerification(phone.id(), p -> p.strategy("phone_code"));
        clerk.phoneNumbers().attemptVerification(phone.id(), p -> p.code(lastCode(server, PHONE)));
        clerk.phoneNumbers().update(phone.id(), p -> p.reservedForSecondFactor(true));
        var user = clerk.state().user();
        out.println("   the state knows it: " + (user != null && user.twoFactorEnabled()));
    }

    private void signIn(ClerkFrontend clerk, Dialog dialog) {
        out.println("3. Sign out, and sign in with both factors");
        clerk.signOut();
        out.println("   " + clerk.state());
        dialog.complete(() -> clerk.steps().signIn(EMAIL));
        out.println("   " + clerk.state());
    }

    private void createOrganization(ClerkFrontend clerk) {
        out.println("4. Create an organization, and make it the active one");
        var organization = clerk.organizations().create(o -> o.name("Analytical Engines"));
        var session = clerk.state().session();
        if (session != null) {
            clerk.setActive(session.id(), organization.id());
        }
        out.println("   active: " + organization.id().equals(clerk.state().organizationId()));
    }

    private void callServer(ClerkFrontend clerk, ProtectedServer server) throws IOException {
        out.println("5. Call a protected server with a fresh token");
        out.println("   " + DeviceProgram.call(clerk, server));
        out.println("6. Let the token expire");
        var old = String.valueOf(clerk.getToken());
        var answer = withToken(server, old);
        while (!answer.startsWith("401")) {
            pause();
            answer = withToken(server, old);
        }
        out.println("   the old token: " + answer);
        out.println("   the next call: " + DeviceProgram.call(clerk, server));
        out.println("   another token: " + !old.equals(clerk.getToken()));
    }

    private static String withToken(ProtectedServer server, String token) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(server.origin() + "/me"))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void signOut(ClerkFrontend clerk) {
        out.println("7. Sign out");
        clerk.signOut();
        out.println("   " + clerk.state());
        out.println("   token: " + clerk.getToken());
    }
}
