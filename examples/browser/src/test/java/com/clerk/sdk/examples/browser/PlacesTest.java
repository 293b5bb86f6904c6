package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.examples.servers.HtmlView;
import com.clerk.sdk.web.ClerkComponent;
import com.clerk.sdk.web.ClerkScripts;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The places of components before Clerk's scripts are there, without them, and if they never come. */
@BrowserCheck
class PlacesTest {
    private final Chromium browser = Chromium.startImpatient();
    private static final String SIGNED_IN = "window.__internal_ClerkUICtor = class {};"
            + "window.Clerk = new Proxy({ loaded: true, session: { id: 'sess_1', getToken: async () => '' } },"
            + " { get: (clerk, name) => name === 'then' ? undefined : clerk[name] ?? (() => {}) });";

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger pages = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private ClerkScripts scripts;
    private volatile Scripts state = Scripts.SILENT;
    private volatile boolean slow;

    /** The response to a request for Clerk's scripts. */
    enum Scripts {
        MISSING,
        SILENT,
        CUT,
        /** Scripts that know a session of which the server does not. */
        SIGNED_IN
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::page);
        server.createContext("/__clerk", this::script);
        server.start();
        try (var authenticator = RequestAuthenticator.builder()
                .secretKey("sk_test_x")
                .publishableKey(PublishableKey.forHost("happy-hippo-1.clerk.accounts.dev")
                        .value())
                .proxyUrl(url("/__clerk"))
                .build()) {
            scripts = ClerkScripts.of(authenticator);
        }
    }

    @AfterEach
    void close() {
        end.countDown();
        browser.close();
        server.stop(0);
        threads.shutdown();
    }

    private String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private void page(HttpExchange exchange) throws IOException {
        boolean icon = !exchange.getRequestURI().getPath().equals("/");
        var number = icon ? 0 : pages.incrementAndGet();
        var html = """
                <!doctype html>
                <html lang="en" data-page="%d"><head><meta charset="utf-8"><title>Page</title>%s</head>
                <body><main><h1>Page</h1><input id="own" aria-label="Name"></main><footer>%s%s</footer></body></html>
                """.formatted(
                        number,
                        scripts.head(),
                        scripts.component(ClerkComponent.SIGN_IN),
                        scripts.component(ClerkComponent.USER_BUTTON));
        var body = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void script(HttpExchange exchange) throws IOException {
        switch (state) {
            case MISSING -> exchange.sendResponseHeaders(404, -1);
            case CUT -> {
                exchange.sendResponseHeaders(200, 100_000);
                exchange.getResponseBody().write("window.Clerk = { load: ".getBytes(StandardCharsets.UTF_8));
                throw new IOException("cut"); // the server closes the connection
            }
            case SILENT -> awaitEnd();
            case SIGNED_IN -> {
                if (slow) {
                    awaitEnd();
                }
                exchange.sendResponseHeaders(200, SIGNED_IN.length());
                exchange.getResponseBody().write(SIGNED_IN.getBytes(StandardCharsets.UTF_8));
            }
        }
        exchange.close();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SIGNED_IN")
    void whereClerkDoesNotLoadThePlaceSaysSoAndLeadsToClerksOwnPage(Scripts what) {
        state = what;
        browser.open(url("/?redirect_url=" + url("/wanted")));
        browser.click("#own");
        browser.awaitText("This part of the page could not be loaded.");

        assertThat(browser.evaluateText("document.activeElement.id")).isEqualTo("own");
        assertThat(browser.evaluateText("document.querySelectorAll('[role=alert]').length"))
                .isEqualTo("2");
        assertThat(browser.evaluateText("document.querySelectorAll('[aria-busy]').length"))
                .isEqualTo("0");
        assertThat(browser.evaluateText("document.querySelector('[data-clerk-mount=SignIn] a').textContent"))
                .isEqualTo("Sign in");
        var link = browser.evaluateText("document.querySelector('[data-clerk-mount=SignIn] a').href");
        assertThat(link).startsWith("https://happy-hippo-1.accounts.dev/sign-in?redirect_url=http%3A%2F%2Flocalhost");
        assertThat(link).endsWith("%2Fwanted");
        assertThat(browser.evaluateText("document.querySelectorAll('[data-clerk-mount=UserButton] a').length"))
                .isEqualTo("0");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void aPlaceIsBusyUntilClerkIsLoadedAndNoBarrier() {
        browser.open(url("/"));
        browser.awaitShown("#own");

        assertThat(browser.evaluateText("document.querySelectorAll('[aria-busy=true]').length"))
                .isEqualTo("2");
        assertThat(browser.barriers()).isEmpty();
    }

    /** Waits until the loader has compared the session of the server with that of Clerk, and for what follows. */
    private void awaitComparison() {
        browser.evaluate("ClerkPage.ready().then(() => new Promise(resolve => setTimeout(resolve, 500)))");
    }

    @Test
    void aPageOnWhichServerAndClerkDisagreeIsDrawnAgainOnce() {
        state = Scripts.SIGNED_IN;
        browser.open(url("/"));
        browser.awaitTrue("document.documentElement.dataset.page === '2' && Clerk.loaded");
        awaitComparison();

        assertThat(pages).hasValue(2);
    }

    @Test
    void aPageInTheMiddleOfAStepIsNotDrawnAgain() {
        state = Scripts.SIGNED_IN;
        browser.open(url("/#/factor-one"));
        browser.awaitTrue("Clerk.loaded");
        awaitComparison();

        assertThat(pages).hasValue(1);
    }

    @Test
    void aPageInWhichSomebodyHasBegunToWriteIsNotDrawnAgain() {
        state = Scripts.SIGNED_IN;
        slow = true;
        browser.open(url("/"));
        browser.fill("#own", "text");
        end.countDown();
        browser.awaitTrue("Clerk.loaded");
        awaitComparison();

        assertThat(pages).hasValue(1);
        assertThat(browser.evaluateText("document.querySelector('#own').value")).isEqualTo("text");
    }

    @Test
    void withoutScriptsAPlaceSaysWhatItNeeds() {
        browser.forbidScripts();
        browser.open(url("/"));

        browser.await("words", page -> browser.accessibleText().contains("This part of the page needs JavaScript."));
    }

    @Test
    void theExamplePagesAreNoBarrierOnceTheyAreFilled() {
        try (var app = WebApp.start(HtmlView::new, false)) {
            browser.openWithClerk(app.url("/sign-in")).awaitShown(".cl-signIn-root input[name=identifier]");
            assertThat(browser.barriers()).isEmpty();
            app.signIn(browser);
            browser.awaitShown(".cl-userButtonTrigger");
            assertThat(browser.evaluateText("document.querySelectorAll('[aria-busy]').length"))
                    .isEqualTo("0");
            assertThat(browser.barriers()).isEmpty();
            browser.openWithClerk(app.url("/notes"));
            assertThat(browser.barriers()).isEmpty();
        }
    }
}
