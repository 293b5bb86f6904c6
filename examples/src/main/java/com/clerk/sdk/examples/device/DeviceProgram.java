package com.clerk.sdk.examples.device;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.auth.AuthenticateRequest;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.client.steps.Step;
import com.clerk.sdk.client.steps.StepException;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

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
        try (var clerk = ClerkFrontend.builder()
                .publishableKey(environment.get("CLERK_PUBLISHABLE_KEY"))
                .tokenStore(TokenStore.file(file))
                .build()) {
            real(clerk, environment, out, terminal(System.console(), System.in, out));
        } catch (StepException e) {
            out.println(e.getMessage());
        }
    }

    /** Returns the questions to the user. A console shows no password that is typed; other input has no console. */
    static UnaryOperator<String> terminal(@Nullable Console console, InputStream in, PrintStream out) {
        if (console == null) {
            var input = new Scanner(in, StandardCharsets.UTF_8);
            return question -> {
                out.print(question + ": ");
                return input.nextLine();
            };
        }
        return question -> {
            if (question.contains("password")) {
                return String.valueOf(typed(console.readPassword("%s: ", question)));
            }
            return typed(console.readLine("%s: ", question));
        };
    }

    private static <T> T typed(@Nullable T input) {
        if (input == null) {
            throw new NoSuchElementException("The input has ended");
        }
        return input;
    }

    static void real(ClerkFrontend clerk, Map<String, String> environment, PrintStream out, UnaryOperator<String> ask)
            throws IOException {
        if (clerk.refreshState().status() != ClientState.Status.SIGNED_IN) {
            new Dialog(ask, out).complete(() -> begin(clerk, ask));
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

    /** Returns the first step: the tasks of a session that has some, or else a sign-in. */
    private static Step begin(ClerkFrontend clerk, UnaryOperator<String> ask) {
        var tasks = clerk.steps().pendingTasks();
        return tasks == null ? clerk.steps().signIn(ask.apply("email address, phone number or username")) : tasks;
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
