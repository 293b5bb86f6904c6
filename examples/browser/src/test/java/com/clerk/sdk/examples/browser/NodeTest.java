package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.WebhookSigner;
import com.google.gson.Gson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clerk's SDK for Node, unmodified, against the local Clerk: one server for programs of both languages. */
@Timeout(180)
class NodeTest {
    private static final String WEBHOOK_URL = "http://localhost:8080/webhooks";

    private final ClerkServer server = ClerkServer.start();
    private final ClerkServer other = ClerkServer.start();

    @BeforeAll
    static void nodeIsThere() {
        var missing = Requirements.missingForNode();
        if (missing.isEmpty()) {
            return;
        }
        if (Requirements.isRequired()) {
            throw new IllegalStateException(missing.get());
        }
        System.out.println("The check with Node was not run: " + missing.get());
        abort(missing.get());
    }

    @AfterEach
    void close() {
        server.close();
        other.close();
    }

    @Test
    void clerksSdkForNodeCreatesListsVerifiesAndAuthenticates() throws Exception {
        var program = program();
        var module = Requirements.nodePackage().resolve("package.json").toAbsolutePath();
        var builder = new ProcessBuilder(Requirements.node().toString(), program.toString(), module.toString())
                .redirectErrorStream(true);
        builder.environment().putAll(environment());

        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();

        System.out.println(output);
        assertThat(output).doesNotContain("not ok").contains("ok a deleted user is gone");
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(server.unsupported()).containsExactly("interstitial.get");
    }

    private static Path program() throws URISyntaxException {
        URL program = Objects.requireNonNull(NodeTest.class.getResource("backend.mjs"));
        return Path.of(program.toURI());
    }

    private Map<String, String> environment() throws IOException {
        try (var clerk = ClerkBackend.builder()
                .apiUrl(server.apiUrl())
                .secretKey(server.secretKey())
                .build()) {
            var grace = clerk.users().create(u -> u.emailAddress("grace@example.com"));
            server.userPlan("pro", 1000, "export");
            server.subscribe(grace.id(), "pro");
            var application = clerk.oauthApplications().create(a -> a.name("Compiler"));
            var signedIn = server.signIn(grace.id(), "http://localhost:8080");
            var expired = server.sessionTokens()
                    .forUser(grace.id())
                    .sessionId(signedIn.sessionId())
                    .expired()
                    .mint();
            return Map.ofEntries(
                    Map.entry("CLERK_SECRET_KEY", server.secretKey()),
                    Map.entry("CLERK_PUBLISHABLE_KEY", server.publishableKey()),
                    Map.entry("CLERK_API_URL", server.apiUrl()),
                    Map.entry("CLERK_PROXY_URL", server.frontendApiUrl()),
                    Map.entry("CLERK_JWT_KEY", server.publicKeyPem()),
                    Map.entry("FOREIGN_TOKEN", other.sessionToken("user_1")),
                    Map.entry("BROWSER_USER", grace.id()),
                    Map.entry("BROWSER_COOKIES", signedIn.cookieHeader()),
                    Map.entry("EXPIRED_TOKEN", expired),
                    Map.entry("OAUTH_TOKEN", server.oauthAccessToken(application.clientId(), grace.id(), "profile")),
                    Map.entry("WEBHOOK", webhook()));
        }
    }

    /** Returns a delivery with its secret, as JSON. */
    private static String webhook() {
        var signer = WebhookSigner.create();
        var delivery = signer.event("user.created", "{\"id\":\"user_1\",\"object\":\"user\"}");
        var headers = delivery.headers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().get(0)));
        return new Gson()
                .toJson(Map.of(
                        "url",
                        WEBHOOK_URL,
                        "headers",
                        headers,
                        "body",
                        new String(delivery.body(), StandardCharsets.UTF_8),
                        "secret",
                        signer.secret()));
    }
}
