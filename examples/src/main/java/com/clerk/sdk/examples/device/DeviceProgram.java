package com.clerk.sdk.examples.device;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.auth.AuthenticateRequest;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.TokenStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Scanner;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * A command-line program that a user signs in to.
 *
 * <p>If {@code CLERK_PUBLISHABLE_KEY} is not set in the environment, the program starts a Clerk on this machine and
 * plays the user: sign-up, second factor, organization, a protected server, the end of a token, sign-out. If it is set,
 * you sign in for real, and stay signed in until you enter {@code out} at the end. With {@code CLERK_JWT_KEY} or
 * {@code CLERK_SECRET_KEY} as well, the protected server verifies your token.
 */
public final class DeviceProgram {
    private DeviceProgram() {}

    /**
     * Runs the program.
     *
     * @param args ignored
     * @throws IOException if the protected server cannot start
     */
    public static void main(String[] args) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var environment = System.getenv();
        if (!environment.containsKey("CLERK_PUBLISHABLE_KEY")) {
            new LocalStory(out).run();
            return;
        }
        var file = Path.of(System.getProperty("user.home"), ".config", "clerk-example", "client.json");
        var input = new Scanner(System.in, StandardCharsets.UTF_8);
        try (var clerk = ClerkFrontend.builder()
                .publishableKey(environment.get("CLERK_PUBLISHABLE_KEY"))
                .tokenStore(TokenStore.file(file))
                .build()) {
            real(clerk, environment, out, question -> {
                out.print(question + ": ");
                return input.nextLine();
            });
        }
    }

    static void real(ClerkFrontend clerk, Map<String, String> environment, PrintStream out, UnaryOperator<String> ask)
            throws IOException {
        if (clerk.refreshState().status() != ClientState.Status.SIGNED_IN) {
            new Dialog(ask, out).complete(clerk.steps().signIn(ask.apply("email address, phone number or username")));
        }
        var user = clerk.state().user();
        out.println("You are signed in" + (user == null ? "" : " as " + user.id()));
        if (environment.containsKey("CLERK_JWT_KEY") || environment.containsKey("CLERK_SECRET_KEY")) {
            try (var server = new ProtectedServer(AuthenticateRequest::verify)) {
                out.println("The protected server says: " + call(clerk, server));
            }
        }
        if (ask.apply("Enter out to sign out").strip().equals("out")) {
            clerk.signOut();
            out.println("You are signed out");
        }
    }

    /** Calls the protected server with a token that is fresh for each request. */
    static String call(ClerkFrontend clerk, ProtectedServer server) throws IOException {
        var http = new OkHttpClient.Builder()
                .addInterceptor(clerk.tokenInterceptor(server.origin()))
                .build();
        var request = new Request.Builder().url(server.origin() + "/me").build();
        try (var response = http.newCall(request).execute()) {
            return response.code() + " " + response.body().string();
        }
    }
}
