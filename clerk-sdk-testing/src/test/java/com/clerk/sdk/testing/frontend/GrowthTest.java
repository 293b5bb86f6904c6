package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Traces of strangers, which must not grow for ever: clients, flows, codes, passwords, pictures. */
class GrowthTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";
    /** More than the server keeps of anything. */
    private static final int MANY = 6_500;

    private static final int AT_MOST = 6_000;

    private final ClerkServer server =
            ClerkServer.builder().keys(KEYS).socialProviders("oauth_google").start();
    private final Backend backend = new Backend(server);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    private JsonArray rows(String table) throws IOException {
        var file = folder.resolve("state.json");
        server.saveState(file);
        var tables =
                JsonParser.parseString(Files.readString(file)).getAsJsonObject().getAsJsonObject("tables");
        return tables.getAsJsonArray(table);
    }

    @Test
    @Timeout(240)
    void whatNobodyComesBackForIsForgotten() throws Exception {
        backend.user(ADA, PASSWORD);
        var ada = Browser.open(server);
        ada.signIn(ADA, PASSWORD).ok();
        var threads = Executors.newFixedThreadPool(8);
        try {
            var strangers = IntStream.range(0, MANY)
                    .mapToObj(number -> Executors.callable(() -> leaveTraces(number)))
                    .toList();
            for (var done : threads.invokeAll(strangers)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        for (var table : new String[] {
            "client", "client token", "dev browser", "sign up", "credentials", "oauth flow", "verification secret"
        }) {
            assertThat(rows(table).size()).as(table).isBetween(1_000, AT_MOST);
        }
        assertThat(ada.get("/v1/client").response().body()).contains("sess_");
    }

    private void leaveTraces(int number) {
        Browser.open(server);
        new App(server)
                .post(
                        "/v1/client/sign_ups",
                        "email_address",
                        "stranger" + number + "@example.com",
                        "password",
                        PASSWORD,
                        "strategy",
                        "email_code");
        new App(server)
                .post(
                        "/v1/client/sign_ins",
                        "strategy",
                        "oauth_google",
                        "redirect_url",
                        "http://localhost:8080/sso-callback");
    }

    @Test
    void aSignUpThatBeginsAgainForgetsItsPassword() throws IOException {
        var browser = Browser.open(server);
        for (var i = 0; i < 3; i++) {
            browser.post("/v1/client/sign_ups", "email_address", ADA, "password", PASSWORD)
                    .ok();
        }

        assertThat(rows("credentials")).hasSize(1);
    }

    @Test
    void aPictureReplacesTheOneBeforeAndGoesWithItsUser() throws IOException {
        var userId = backend.user(ADA, PASSWORD);
        var browser = Browser.open(server);
        browser.signIn(ADA, PASSWORD).ok();
        for (var i = 0; i < 3; i++) {
            browser.send(browser.request("/v1/me/profile_image", "")
                            .setHeader("Content-Type", "image/png")
                            .POST(BodyPublishers.ofString("PNG")))
                    .ok();
        }
        assertThat(rows("picture")).hasSize(1);

        backend.send("DELETE", "/v1/users/" + userId, null);

        assertThat(rows("picture")).isEmpty();
    }
}
