package com.clerk.sdk.examples.snippets;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.ClerkPlatform;
import com.clerk.sdk.auth.Has;
import com.clerk.sdk.auth.SessionClaims;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.backend.model.Session;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.backend.model.UserListParams;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.ApiResponse;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Page;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Upload;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;

/** The snippets of docs/getting-started.md. */
final class GettingStartedSnippets {
    private GettingStartedSnippets() {}

    static ClerkBackend keys(String secretKey) {
        // snippet: keys
        var fromEnvironment = ClerkBackend.fromEnv();
        var fromYourSettings = new ClerkBackend(secretKey);
        // end
        fromEnvironment.close();
        return fromYourSettings;
    }

    static void otherClients(String accessToken, String clientToken) {
        // snippet: other-clients
        var platform = new ClerkPlatform(accessToken);
        var frontend = ClerkFrontend.builder()
                .publishableKey("pk_test_…")
                .clientToken(clientToken)
                .build();
        // end
        platform.close();
        frontend.close();
    }

    static User params(ClerkBackend clerk) {
        // snippet: params
        User ada = clerk.users()
                .create(u -> u.firstName("Ada")
                        .emailAddress("ada@example.com")
                        .publicMetadata(Map.of("plan", "gold", "seats", 3)));
        // end
        return ada;
    }

    static Page<User> reusedParams(ClerkBackend clerk) {
        // snippet: reused-params
        var banned = UserListParams.builder().banned(true).limit(100).build();
        Page<User> page = clerk.users().list(banned);
        // end
        return page;
    }

    static void extra(ClerkBackend clerk) {
        // snippet: extra
        User user = clerk.users().update("user_1", u -> u.extra("new_field", "value"));
        JsonValue newField = user.extra("new_field"); // null if Clerk did not send it
        // end
        System.out.println(newField);
    }

    static void upload(ClerkBackend clerk) {
        // snippet: upload
        clerk.organizations().uploadLogo("org_1", l -> l.file(Upload.of(Path.of("logo.png"))));
        // end
    }

    static void uploadStream(ClerkBackend clerk, URL logo) {
        // snippet: upload-stream
        var upload = Upload.of("logo.png", "image/png", () -> logo.openStream())
                .onProgress((sent, total) -> System.out.println(sent + " bytes sent"));
        clerk.organizations().uploadLogo("org_1", l -> l.file(upload));
        // end
    }

    static void clear(ClerkBackend clerk) {
        // snippet: clear
        clerk.users().update("user_1", u -> u.firstName("Ada").clearLastName());
        // end
    }

    static void results(ClerkBackend clerk) {
        // snippet: results
        User user = clerk.users().get("user_1");
        String firstName = user.firstName(); // may be null: it is marked @Nullable
        Plan plan = user.publicMetadata().as(Plan.class);
        // end
        System.out.println(firstName + plan);
    }

    static void openEnum(ClerkBackend clerk) {
        // snippet: open-enum
        Session session = clerk.sessions().get("sess_1");
        String text = switch (session.status().known()) {
            case ACTIVE -> "signed in";
            case PENDING -> "has something left to do";
            default -> "over: " + session.status().value();
        };
        // end
        System.out.println(text);
    }

    static void async(ClerkBackend clerk) {
        // snippet: async
        CompletableFuture<User> future = clerk.users().calls().get("user_1").executeAsync();
        future.thenAccept(user -> System.out.println(user.id()));
        // end
    }

    static void raw(ClerkBackend clerk) {
        // snippet: raw
        ApiResponse<User> response = clerk.users().calls().get("user_1").executeRaw();
        System.out.println(response.status() + " " + response.traceId());
        User user = response.value();
        // end
        System.out.println(user);
    }

    static ClerkBackend timeouts() {
        // snippet: timeouts
        var clerk = ClerkBackend.builder()
                .secretKey(System.getenv("CLERK_SECRET_KEY"))
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(5))
                .callTimeout(Duration.ofSeconds(10))
                .build();
        // end
        return clerk;
    }

    static User timeoutOfOneCall(ClerkBackend clerk) {
        // snippet: call-timeout
        ApiCall<User> call = clerk.users().calls().get("user_1");
        User user = call.with(
                        CallOptions.builder().timeout(Duration.ofSeconds(1)).build())
                .execute();
        // end
        return user;
    }

    static ClerkBackend settings(String secretKey, OkHttpClient http) {
        // snippet: settings
        var clerk = ClerkBackend.builder()
                .secretKey(secretKey)
                .httpClient(http)
                .retryPolicy(RetryPolicy.never())
                .listener(event -> System.out.println(event.operation() + " " + event.duration()))
                .build();
        // end
        return clerk;
    }

    static SessionClaims verify(String jwtKey, String token) {
        // snippet: verify
        var verifier = SessionTokenVerifier.builder()
                .jwtKey(jwtKey)
                .publishableKey("pk_test_…")
                .authorizedParties("https://app.example.com")
                .build();
        SessionClaims claims = verifier.verify(token);
        boolean mayRead = claims.has(Has.permission("org:invoices:read"));
        // end
        System.out.println(mayRead);
        return claims;
    }
}
