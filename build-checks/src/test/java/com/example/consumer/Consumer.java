package com.example.consumer;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.errors.ServerException;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Upload;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.event.UserDeleted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A program that uses each part of the SDK once, and prints which libraries it ran with. */
public final class Consumer {
    private static final List<String> LIBRARIES = List.of(
            "okhttp3.OkHttpClient", "okio.Buffer", "kotlin.Unit", "com.google.gson.Gson", "com.clerk.sdk.ClerkBackend");

    private Consumer() {}

    /**
     * Runs the program, which ends with the line {@code done}.
     *
     * @param args ignored
     * @throws Exception if anything does not work
     */
    public static void main(String[] args) throws Exception {
        var instance = new TestInstance();
        try (var server = new FakeClerk(instance.jwks(), 0)) {
            calls(server.url());
            tokens(server.url(), instance);
        }
        webhooks();
        for (var library : LIBRARIES) {
            print(library);
        }
        System.out.println("done");
    }

    private static void calls(String url) {
        try (var clerk =
                ClerkBackend.builder().secretKey("sk_test_1").apiUrl(url).build()) {
            equal("Ada", clerk.users().get("user_1").firstName());
            equal(
                    "user_1",
                    clerk.users()
                            .create(u -> u.firstName("Ada").unsafeMetadata(Map.of("n", 1)))
                            .id());
            equal(1, clerk.users().list().items().size());
            User user = clerk.users().calls().get("user_1").executeAsync().join();
            equal(user, User.CODEC.fromJson(user.toJson()));
            var picture = Upload.of("a.png", "image/png", new byte[] {1, 2, 3});
            equal(
                    "user_1",
                    clerk.users()
                            .setProfileImage("user_1", i -> i.file(picture))
                            .id());
            equal(
                    1L,
                    Objects.requireNonNull(JsonValue.of(Map.of("n", 1)).get("n"))
                            .asLong());
            equal("Ada", clerk.users().ban("user_1").firstName()); // a POST without a body
            equal("absent", absent(clerk));
            equal("busy", busy(clerk));
        }
    }

    private static String absent(ClerkBackend clerk) {
        try {
            return clerk.users().get("user_2").id();
        } catch (NotFoundException e) {
            return "absent";
        }
    }

    private static String busy(ClerkBackend clerk) {
        try {
            return clerk.users().get("user_3").id();
        } catch (ServerException e) {
            return "busy";
        }
    }

    private static void tokens(String url, TestInstance instance) throws Exception {
        var verifier = SessionTokenVerifier.builder().jwtKey(instance.pem()).build();
        equal("user_1", verifier.verify(instance.token()).userId());
        var authenticator = RequestAuthenticator.builder()
                .secretKey("sk_test_1")
                .apiUrl(url)
                .build();
        var headers = Map.of("Authorization", List.of("Bearer " + instance.token()));
        equal(true, authenticator.authenticate(headers).isSignedIn());
    }

    private static void webhooks() throws Exception {
        var body = "{\"type\":\"user.deleted\",\"data\":{\"id\":\"user_1\",\"deleted\":true}}";
        var now = Long.toString(Instant.now().getEpochSecond());
        var headers = Map.of(
                "Svix-Id",
                "msg_1",
                "Svix-Timestamp",
                now,
                "Svix-Signature",
                TestInstance.signature("msg_1", now, body));
        var webhooks = ClerkWebhooks.of(TestInstance.WEBHOOK_SECRET);
        equal(true, webhooks.verify(body.getBytes(StandardCharsets.UTF_8), headers) instanceof UserDeleted);
    }

    private static void equal(Object expected, @org.jspecify.annotations.Nullable Object found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("expected " + expected + ", found " + found);
        }
    }

    private static void print(String library) throws ClassNotFoundException {
        var type = Class.forName(library);
        var module = type.getModule();
        var jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        System.out.println(library + " from " + jar + (module.isNamed() ? " in module " + module.getName() : ""));
    }
}
