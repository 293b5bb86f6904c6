package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A person on the pages where people sign in and up, and on those from which nobody is sent there. */
@Timeout(120)
class SignInPageTest {
    private static RunningApplication start(boolean reactive, String... properties) {
        // Browsers of a production instance do not have to visit Clerk before they are known.
        var all = new ArrayList<>(
                List.of("clerk.secret-key=" + Keys.LIVE_SECRET, "clerk.publishable-key=" + Keys.LIVE_PUBLISHABLE));
        all.addAll(List.of(properties));
        var array = all.toArray(String[]::new);
        return reactive
                ? RunningApplication.reactive(Application.class, array)
                : RunningApplication.servlet(Application.class, array);
    }

    private static HttpResponse<String> open(RunningApplication application, String path) throws Exception {
        return application.get(path, "Accept", "text/html,*/*;q=0.8", "Sec-Fetch-Dest", "document");
    }

    private static void assertSentTo(String page, RunningApplication application, String path) throws Exception {
        var response = open(application, path);
        assertThat(response.statusCode()).as(path).isEqualTo(307);
        assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith(page);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thePagesOfThePropertiesAreOpenWithWhatIsBelowThem(boolean reactive) throws Exception {
        try (var application = start(reactive, "clerk.sign-in-url=/sign-in", "clerk.sign-up-url=/sign-up/?a=b")) {
            for (var path : List.of("/sign-in", "/sign-in/factor-one", "/sign-in?a=b", "/sign-up", "/sign-up/x/y")) {
                assertThat(open(application, path).body()).as(path).isEqualTo("page");
            }
            for (var path : List.of("/", "/other", "/sign-inx", "/SIGN-IN", "/other/sign-in")) {
                assertSentTo(application.url() + "/sign-in?redirect_url=", application, path);
            }
            assertThat(application.get("/other").statusCode()).isEqualTo(401);
            var written = application.send("POST", "/sign-in/other", new byte[0]);
            assertThat(written.statusCode()).as("the pages may only be read").isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theRootIsOpenAloneIfPeopleSignInThere(boolean reactive) throws Exception {
        try (var application = start(reactive, "clerk.sign-in-url=/?view=sign-in")) {
            assertThat(open(application, "/").body()).isEqualTo("page");
            assertSentTo(application.url() + "/?view=sign-in&redirect_url=", application, "/other");
            assertThat(application.get("/other").statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theContextPathIsPartOfTheUrl(boolean reactive) throws Exception {
        var context = reactive ? "spring.webflux.base-path=/app" : "server.servlet.context-path=/app";
        try (var application = start(reactive, context, "clerk.sign-in-url=/app/sign-in")) {
            assertThat(open(application, "/app/sign-in/factor-one").body()).isEqualTo("page");
            assertSentTo(application.url() + "/app/sign-in?redirect_url=", application, "/app/other");
            assertSentTo(application.url() + "/app/sign-in?redirect_url=", application, "/app/app/sign-in");
        }
    }

    /** A path that Spring might read as a pattern opens nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClosedSignInPageSaysSoAndDoesNotLeadToItself(boolean reactive) throws Exception {
        try (var application = start(reactive, "clerk.sign-in-url=/sign+in")) {
            var response = open(application, "/sign+in");
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("Location")).isEmpty();
            assertSentTo(application.url() + "/sign+in?redirect_url=", application, "/other");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nobodyIsSentToSignInFromAPathWithoutRedirects(boolean reactive) throws Exception {
        try (var application = start(reactive, "clerk.security.without-redirects=/assets/**")) {
            for (var path : List.of("/actuator/env", "/assets/a.js", "/favicon.ico")) {
                var response = open(application, path);
                assertThat(response.statusCode()).as(path).isEqualTo(401);
                assertThat(response.headers().firstValue("Location")).isEmpty();
            }
            assertSentTo("https://accounts.example.com/sign-in?redirect_url=", application, "/other");
            assertSentTo("https://accounts.example.com/sign-in?redirect_url=", application, "/sign-in");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Application {
        @GetMapping("/**")
        String page() {
            return "page";
        }
    }
}
