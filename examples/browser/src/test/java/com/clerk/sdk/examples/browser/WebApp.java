package com.clerk.sdk.examples.browser;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.Organization;
import com.clerk.sdk.examples.servers.PageView;
import com.clerk.sdk.examples.servers.WebApplication;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.web.ClerkScripts;
import com.clerk.sdk.web.FrontendApiProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The web application of the examples, and the local Clerk behind it. The user ada@example.com exists. */
final class WebApp implements AutoCloseable {
    private final ClerkServer clerk;
    private final ClerkBackend backend;
    private final @Nullable FrontendApiProxy proxy;
    private final WebApplication pages;
    private final String adaId;

    private WebApp(ClerkServer clerk, Function<ClerkScripts, PageView> views, boolean ownOrigin) {
        this.clerk = clerk;
        var port = freePort();
        this.backend = ClerkBackend.builder()
                .secretKey(clerk.secretKey())
                .apiUrl(clerk.apiUrl())
                .authentication(a -> a.publishableKey(clerk.publishableKey())
                        .proxyUrl(ownOrigin ? WebApplication.PROXY : clerk.frontendApiUrl())
                        .authorizedParties("http://localhost:" + port)
                        .signInUrl("/sign-in")
                        .signUpUrl("/sign-up"))
                .build();
        this.adaId = backend.users()
                .create(u -> u.emailAddress(App.ADA).password(App.PASSWORD).firstName("Ada"))
                .id();
        this.proxy = ownOrigin
                ? FrontendApiProxy.builder(clerk.secretKey())
                        .frontendApiUrl(clerk.frontendApiUrl())
                        .build()
                : null;
        this.pages = WebApplication.start(backend, views, proxy, port);
    }

    static WebApp start(Function<ClerkScripts, PageView> views, boolean ownOrigin) {
        return start(views, ownOrigin, Duration.ofSeconds(60));
    }

    static WebApp start(Function<ClerkScripts, PageView> views, boolean ownOrigin, Duration tokenLifetime) {
        var clerk = ClerkServer.builder()
                .assets(Requirements.assets())
                .tokenLifetime(tokenLifetime)
                .start();
        return new WebApp(clerk, views, ownOrigin);
    }

    /** The origin of the application is one of its settings, so it has to be known before it starts. */
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClerkServer clerk() {
        return clerk;
    }

    ClerkBackend backend() {
        return backend;
    }

    String adaId() {
        return adaId;
    }

    String url(String path) {
        return "http://localhost:" + pages.port() + path;
    }

    Organization organization(String name) {
        return backend.organizations().create(o -> o.name(name).createdBy(adaId));
    }

    /** Signs Ada in at the page. */
    void signIn(Chromium browser) {
        browser.openWithClerk(url("/sign-in"))
                .fill("input[name=identifier]", App.ADA)
                .fill("input[name=password]", App.PASSWORD)
                .click(".cl-formButtonPrimary")
                .awaitTrue("Clerk.user && location.pathname === '/'");
    }

    /** Returns what the server says of the cookies. */
    String whoami(Chromium browser) {
        return browser.evaluateText("(await fetch('/api/whoami')).text()");
    }

    @Override
    public void close() {
        pages.close();
        if (proxy != null) {
            proxy.close();
        }
        backend.close();
        clerk.close();
    }
}
