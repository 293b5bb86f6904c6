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

/** A web application of the examples, and the local Clerk behind it. The user ada@example.com exists. */
final class WebApp implements AutoCloseable {
    private final ClerkServer clerk;
    private final ClerkBackend backend;
    private final Server server;
    private final int port = freePort();
    private final String adaId;

    /** The pages of an application, which run until they are closed. */
    interface Server extends AutoCloseable {
        @Override
        void close();
    }

    /** Starts the pages. */
    interface Start {
        Server start(ClerkServer clerk, ClerkBackend backend, int port);
    }

    private WebApp(ClerkServer clerk, String proxyUrl, Start pages) {
        this.clerk = clerk;
        this.backend = ClerkBackend.builder()
                .secretKey(clerk.secretKey())
                .apiUrl(clerk.apiUrl())
                .authentication(a -> a.publishableKey(clerk.publishableKey())
                        .proxyUrl(proxyUrl)
                        .authorizedParties("http://localhost:" + port)
                        .signInUrl("/sign-in")
                        .signUpUrl("/sign-up"))
                .build();
        this.adaId = backend.users()
                .create(u -> u.emailAddress(App.ADA).password(App.PASSWORD).firstName("Ada"))
                .id();
        this.server = pages.start(clerk, backend, port);
    }

    static WebApp start(Function<ClerkScripts, PageView> views, boolean ownOrigin) {
        return start(views, ownOrigin, Duration.ofSeconds(60));
    }

    static WebApp start(Function<ClerkScripts, PageView> views, boolean ownOrigin, Duration tokenLifetime) {
        var clerk = clerk(tokenLifetime);
        return ownOrigin
                ? new WebApp(
                        clerk,
                        WebApplication.PROXY,
                        (server, backend, port) -> behindProxy(server, backend, views, port))
                : new WebApp(
                        clerk,
                        clerk.frontendApiUrl(),
                        (server, backend, port) -> WebApplication.start(backend, views, null, port)::close);
    }

    private static Server behindProxy(
            ClerkServer clerk, ClerkBackend backend, Function<ClerkScripts, PageView> views, int port) {
        var proxy = FrontendApiProxy.builder(clerk.secretKey())
                .frontendApiUrl(clerk.frontendApiUrl())
                .build();
        var pages = WebApplication.start(backend, views, proxy, port);
        return () -> {
            pages.close();
            proxy.close();
        };
    }

    /** Starts the example of Spring MVC. */
    static WebApp startSpringMvc(Duration tokenLifetime) {
        var clerk = clerk(tokenLifetime);
        return new WebApp(clerk, clerk.frontendApiUrl(), (server, backend, port) -> SpringMvc.start(server, port));
    }

    private static ClerkServer clerk(Duration tokenLifetime) {
        return ClerkServer.builder()
                .assets(Requirements.assets())
                .tokenLifetime(tokenLifetime)
                .start();
    }

    /** The origin of the application is one of its settings, so it has to be known before it starts. */
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClerkBackend backend() {
        return backend;
    }

    String adaId() {
        return adaId;
    }

    String url(String path) {
        return "http://localhost:" + port + path;
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
        server.close();
        backend.close();
        clerk.close();
    }
}
