package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.examples.servers.PageServer;
import com.clerk.sdk.testing.LocalClerk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The local Clerk as a program, whose own pages have Clerk's components, and an application that takes its variables.
 */
@BrowserCheck
class LocalProgramTest {
    private static Chromium browser;

    private final Process program;
    private final Map<String, String> variables;
    private final PageServer pages;

    LocalProgramTest() throws IOException {
        program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalClerk.class.getName(),
                        "--port",
                        "0",
                        "--assets",
                        Requirements.assets().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        variables = variables(program);
        var authenticator = RequestAuthenticator.builder()
                .secretKey(variables.get("CLERK_SECRET_KEY"))
                .publishableKey(variables.get("CLERK_PUBLISHABLE_KEY"))
                .apiUrl(variables.get("CLERK_API_URL"))
                .proxyUrl(variables.get("CLERK_PROXY_URL"))
                .build();
        pages = PageServer.start(
                authenticator, variables.get("CLERK_PUBLISHABLE_KEY"), variables.get("CLERK_PROXY_URL"), 0);
    }

    /** Reads the variables that the program prints, which are the last of what it says at its start. */
    private static Map<String, String> variables(Process program) throws IOException {
        var variables = new HashMap<String, String>();
        var out = new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
        while (!variables.containsKey("VITE_CLERK_PUBLISHABLE_KEY")) {
            var line = out.readLine();
            assertThat(line).as("a line of the program").isNotNull();
            if (line.startsWith("export ")) {
                var pair = line.substring("export ".length()).split("=", 2);
                variables.put(pair[0], pair[1]);
            }
        }
        return variables;
    }

    @BeforeAll
    static void open() {
        browser = Chromium.start();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @AfterEach
    void close() throws InterruptedException {
        assertThat(browser.requests()).noneMatch(Chromium.Exchange::isOutside);
        browser.forget();
        pages.close();
        program.destroy();
        program.waitFor();
    }

    @Test
    void itsSignUpPageLeadsBackToTheApplication() {
        var app = "http://localhost:" + pages.port();
        browser.openWithClerk(variables.get("CLERK_PROXY_URL") + "/sign-up?redirect_url=" + app + "/private")
                .fill("input[name=emailAddress]", "ada@example.com")
                .fill("input[name=password]", "a long enough password")
                .click(".cl-formButtonPrimary")
                .awaitText("Verify your email");
        browser.screenshot("local-sign-up");

        browser.enterCode("424242").awaitText("Hello user_");

        assertThat(browser.url()).isEqualTo(app + "/private");
        browser.openWithClerk(variables.get("CLERK_PROXY_URL") + "/user").awaitText("ada@example.com");
        browser.screenshot("local-user");
        browser.open(variables.get("CLERK_PROXY_URL") + "/").awaitText("This browser is signed in as user_");
        browser.screenshot("local-overview");
    }
}
