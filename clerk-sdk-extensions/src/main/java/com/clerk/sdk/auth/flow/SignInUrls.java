package com.clerk.sdk.auth.flow;

import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The pages where a person signs in or up or completes a task, which bring the browser back to the page of the request:
 * docs/behaviour.md, section 2.7. For one thread at a time.
 */
public final class SignInUrls {
    /** The parameters that Clerk adds to the URL of a page, and that must not come back with it. */
    private static final List<String> PRIVATE_PARAMETERS = List.of(
            Instance.DEV_BROWSER,
            "__dev_session",
            Redirects.SYNCED,
            Instance.HANDSHAKE,
            Instance.HANDSHAKE_NONCE,
            "__clerk_help");

    private final AuthenticationContext context;

    public SignInUrls(AuthenticationContext context) {
        this.context = context;
    }

    public @Nullable String signIn() {
        return signIn("");
    }

    /** Returns the page for the task of a pending session, which is below the sign-in page. */
    public @Nullable String task() {
        return signIn("/tasks");
    }

    private @Nullable String signIn(String below) {
        var own = context.instance().signInUrl();
        return own == null ? portal("/sign-in" + below) : page(own, below);
    }

    public @Nullable String signUp() {
        var own = context.instance().signUpUrl();
        if (own != null) {
            return page(own, "");
        }
        var signIn = context.instance().signInUrl();
        return signIn == null ? portal("/sign-up") : page(signIn, "/create");
    }

    private @Nullable String portal(String path) {
        var portal = AccountPortal.url(context.instance().host());
        return portal.isEmpty() ? null : page(portal + path, "");
    }

    /** Returns a configured page with the way back; null for a path, if the request has no URL. */
    private @Nullable String page(String configured, String below) {
        var from = context.request.url();
        var page = from == null ? HttpUrl.parse(configured) : from.resolve(configured);
        if (page == null) {
            return null;
        }
        var url = page.newBuilder();
        if (!below.isEmpty()) {
            url.encodedPath(Urls.withoutTrailingSlashes(page.encodedPath()) + below);
        }
        if (from != null && context.request.isNavigation()) {
            addWayBack(url, from, !Urls.origin(page).equals(Urls.origin(from)));
        }
        return url.build().toString();
    }

    private void addWayBack(HttpUrl.Builder url, HttpUrl from, boolean otherOrigin) {
        var back = Redirects.without(from, PRIVATE_PARAMETERS).newBuilder();
        if (otherOrigin && context.instance().satellite()) {
            back.setQueryParameter(Redirects.SYNCED, "false"); // the session is not on this domain yet
        }
        url.setQueryParameter("redirect_url", back.build().toString());
        var browser = context.cookies().devBrowser();
        if (otherOrigin && context.instance().development() && !browser.isEmpty()) {
            url.setQueryParameter(Instance.DEV_BROWSER, browser);
        }
    }
}
