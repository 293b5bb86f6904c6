package com.clerk.sdk.examples.snippets;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.client.ClientListener;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.SessionEnd;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.client.TokenStoreException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;

/** The snippets of docs/frontend.md. */
final class FrontendSnippets {
    private FrontendSnippets() {}

    static void create() {
        // snippet: frontend-create
        var clerk = ClerkFrontend.builder().publishableKey("pk_test_…").build();
        // end
        clerk.close();
    }

    static void createWithFile() {
        // snippet: frontend-file
        var clerk = ClerkFrontend.builder()
                .publishableKey("pk_test_…")
                .tokenStore(TokenStore.file(
                        Path.of(System.getProperty("user.home"), ".config", "my-program", "clerk.json")))
                .build();
        // end
        clerk.close();
    }

    static ClerkFrontend createOrBegin(ClerkFrontend.Builder builder, Path file) throws IOException {
        // snippet: frontend-damaged
        try {
            return builder.tokenStore(TokenStore.file(file)).build();
        } catch (TokenStoreException e) {
            if (e.reason() != TokenStoreException.Reason.DAMAGED) {
                throw e; // for a store of another instance, or one that cannot be read at present
            }
            Files.move(file, file.resolveSibling("clerk.json.damaged"));
            return builder.build(); // the user signs in again
        }
        // end
    }

    static String greet(ClerkFrontend clerk) {
        // snippet: frontend-state
        var state = clerk.state();
        if (state.status() == ClientState.Status.UNKNOWN) {
            state = clerk.refreshState(); // a client token from an earlier run: ask Clerk
        }
        return switch (state.status()) {
            case SIGNED_IN -> "Hello " + state.user().firstName();
            case PENDING -> "Please complete: " + state.tasks().get(0).key();
            default -> "Please sign in";
        };
        // end
    }

    static void listen() {
        // snippet: frontend-listener
        var clerk = ClerkFrontend.builder()
                .publishableKey("pk_test_…")
                .clientListener(new ClientListener() {
                    @Override
                    public void sessionEnded(String sessionId, SessionEnd reason) {
                        show("You are signed out: " + reason);
                    }
                })
                .build();
        // end
        clerk.close();
    }

    static String token(ClerkFrontend clerk) {
        // snippet: frontend-token
        String token = clerk.getToken();
        // end
        return token;
    }

    static Object tokens(ClerkFrontend clerk) {
        // snippet: frontend-token-options
        var forTemplate = clerk.getToken(token -> token.template("supabase"));
        var forOrganization = clerk.getToken(token -> token.organization("org_1"));
        var forAnotherSession = clerk.getToken(token -> token.session("sess_2"));
        var afterAChange = clerk.getToken(token -> token.skipCache());
        CompletableFuture<String> later = clerk.getTokenAsync(token -> {});
        // end
        return later.thenApply(token -> forTemplate + forOrganization + forAnotherSession + afterAChange + token);
    }

    static OkHttpClient intercept(ClerkFrontend clerk) {
        // snippet: frontend-okhttp
        var http = new OkHttpClient.Builder()
                .addInterceptor(clerk.tokenInterceptor("https://api.example.com"))
                .build();
        // end
        return http;
    }

    static String send(ClerkFrontend clerk, HttpClient http, HttpRequest request)
            throws IOException, InterruptedException {
        // snippet: frontend-jdk
        var response = clerk.sendWithToken(http, request, HttpResponse.BodyHandlers.ofString());
        // end
        return response.body();
    }

    static void signOut(ClerkFrontend clerk, String sessionId) {
        // snippet: frontend-sign-out
        clerk.signOut(sessionId); // one session
        clerk.signOut(); // all sessions of this device
        // end
    }

    static void switchOrganization(ClerkFrontend clerk, String sessionId) {
        // snippet: frontend-set-active
        clerk.setActive(sessionId, "org_1");
        // end
    }

    private static void show(String text) {
        System.out.println(text);
    }
}
