package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Static files obey the rules of paths as handlers do, however a client writes the path. */
@Timeout(120)
class StaticFilesTest {
    private static final String SECRET = "canary-of-a-protected-file";

    @TempDir
    private static Path folder;

    private static ClerkServer clerk;
    private static RunningApplication servlet;
    private static RunningApplication reactive;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.createDirectories(folder.resolve("private"));
        Files.writeString(folder.resolve("assets/open.txt"), "open");
        Files.writeString(folder.resolve("private/secret.txt"), SECRET);
        Files.writeString(folder.resolve("secret.txt"), SECRET);
        clerk = ClerkServer.start();
        var properties = new String[] {
            "clerk.secret-key=" + clerk.secretKey(),
            "clerk.publishable-key=" + clerk.publishableKey(),
            "clerk.api-url=" + clerk.apiUrl(),
            "clerk.security.public-paths=/assets/**",
            "spring.web.resources.static-locations=" + folder.toUri()
        };
        servlet = RunningApplication.servlet(ConditionsTest.Plain.class, properties);
        reactive = RunningApplication.reactive(ConditionsTest.Plain.class, properties);
    }

    @AfterAll
    static void stop() {
        servlet.close();
        reactive.close();
        clerk.close();
    }

    private static String get(RunningApplication application, String path) throws IOException {
        return RawRequest.send(application, "GET " + path + " HTTP/1.1");
    }

    @Test
    void theyAreServedToWhomTheRulesLetThrough() throws Exception {
        var bearer = "Bearer " + clerk.sessionToken("user_1");
        for (var application : new RunningApplication[] {servlet, reactive}) {
            assertThat(get(application, "/assets/open.txt"))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("open");
            assertThat(application
                            .get("/private/secret.txt", "Authorization", bearer)
                            .body())
                    .isEqualTo(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/secret.txt",
                "/private/secret.txt",
                "//secret.txt",
                "//private//secret.txt",
                "/private/./secret.txt",
                "/assets/../secret.txt",
                "/assets/%2e%2e/secret.txt",
                "/assets/%2E%2E/private/secret.txt",
                "/assets/%252e%252e/secret.txt",
                "/assets/..%2fsecret.txt",
                "/assets/..%5csecret.txt",
                "/assets/..\\secret.txt",
                "/assets\\..\\secret.txt",
                "/assets;x=1/../secret.txt",
                "/assets/..;/secret.txt",
                "/private;x=1/secret.txt",
                "/secret.txt;x=1",
                "/secret.txt%00",
                "/secret.txt/",
                "/SECRET.TXT",
                "/%73ecret.txt",
                "/assets/%2e%2e;/secret.txt",
                "/assets/%c0%ae%c0%ae/secret.txt"
            })
    void noFormOfAPathOpensAProtectedFile(String path) throws Exception {
        for (var application : new RunningApplication[] {servlet, reactive}) {
            var response = get(application, path);
            assertThat(response).doesNotContain(SECRET);
            assertThat(response.startsWith("HTTP/1.1 200")).as(response).isFalse();
        }
    }
}
