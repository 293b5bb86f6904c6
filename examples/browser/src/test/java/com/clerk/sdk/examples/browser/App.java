package com.clerk.sdk.examples.browser;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.backend.model.Organization;
import com.clerk.sdk.examples.servers.PageServer;
import com.clerk.sdk.testing.ClerkServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/** A page server and the local Clerk behind it. The user ada@example.com exists. */
final class App implements AutoCloseable {
    static final String ADA = "ada@example.com";
    static final String PASSWORD = "correct horse battery";

    private final ClerkServer clerk;
    private final ClerkBackend backend;
    private final PageServer pages;
    private final String adaId;

    private App(ClerkServer clerk, String frontendUrl) {
        this.clerk = clerk;
        this.backend = ClerkBackend.builder()
                .secretKey(clerk.secretKey())
                .apiUrl(clerk.apiUrl())
                .build();
        this.adaId = backend.users()
                .create(u -> u.emailAddress(ADA).password(PASSWORD).firstName("Ada"))
                .id();
        var authenticator = RequestAuthenticator.builder()
                .secretKey(clerk.secretKey())
                .publishableKey(clerk.publishableKey())
                .apiUrl(clerk.apiUrl())
                .proxyUrl(frontendUrl)
                .build();
        try {
            this.pages = PageServer.start(authenticator, clerk.publishableKey(), frontendUrl, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static App start() {
        return start(clerk -> clerk);
    }

    static App start(UnaryOperator<ClerkServer.Builder> settings) {
        var clerk = settings.apply(ClerkServer.builder().assets(Requirements.assets()))
                .start();
        return new App(clerk, clerk.frontendApiUrl());
    }

    /** Starts a page on localhost whose Clerk is at 127.0.0.1, which is another site to the browser. */
    static App startAcrossSites() {
        var clerk = ClerkServer.builder().assets(Requirements.assets()).start();
        return new App(clerk, clerk.frontendApiUrl().replace("localhost", "127.0.0.1"));
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
        signIn(browser, ADA);
    }

    void signIn(Chromium browser, String email) {
        browser.openWithClerk(url("/sign-in"))
                .fill("input[name=identifier]", email)
                .fill("input[name=password]", PASSWORD)
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
        backend.close();
        clerk.close();
    }
}
