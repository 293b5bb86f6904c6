package com.clerk.sdk.auth.flow;

import com.clerk.sdk.internal.Api;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The redirects of browsers to Clerk and back: docs/behaviour.md, section 2.7. Only a request for a page is redirected,
 * only if the target is known, and at most three times in a row. Every other request is signed out for the same reason.
 */
final class Redirects {
    static final String REDIRECT_URL = "__clerk_redirect_url";
    static final String SYNCED = "__clerk_synced";

    private static final int MAX_REDIRECTS = 3;
    private static final String LOOP = "The browser was redirected " + MAX_REDIRECTS
            + " times in a row: it does not keep the cookies, or a cache answers for this server.";
    private static final String PLAIN_HTTP =
            "Its URL begins with http://, where browsers keep no cookies of a production "
                    + "instance: tell this server about the proxy that ends TLS in front of it.";

    /** A handshake that is over must not come back with the page: its nonce is spent, and counts before a cookie. */
    private static final List<String> PRIVATE_PARAMETERS =
            List.of(Instance.DEV_BROWSER, "__dev_session", Instance.HANDSHAKE, Instance.HANDSHAKE_NONCE);

    private final AuthenticationContext context;

    Redirects(AuthenticationContext context) {
        this.context = context;
    }

    Decision handshake(String reason) {
        return handshake(reason, "");
    }

    /** Redirects to Clerk, which renews the session. */
    Decision handshake(String reason, String message) {
        var page = context.request.url();
        if (!isPossible() || page == null || !context.instance().knowsFrontendApi(page)) {
            return context.signedOut(reason, message);
        }
        return redirect(reason, message, handshakeUrl(reason));
    }

    /** Redirects to Clerk after the refresh of an expired session has failed. */
    Decision unrefreshed(Refresh.Result failed, String message) {
        var decision = handshake(Reason.expired(failed.error()), message);
        return decision instanceof Decision.SignedOut out ? out.withCause(failed.failure()) : decision;
    }

    /** Redirects from a satellite to the primary domain, to get the session. */
    Decision satellite() {
        var reason = Reason.SATELLITE_NEEDS_SYNCING;
        if (context.instance().production()) {
            return handshake(reason);
        }
        var signIn = HttpUrl.parse(Objects.requireNonNullElse(context.instance().signInUrl(), ""));
        var page = context.request.url();
        if (!isPossible() || signIn == null || page == null) {
            return context.signedOut(reason);
        }
        if (Urls.origin(signIn).equals(Urls.origin(page))) {
            return context.signedOut(
                    reason,
                    "The sign-in URL is on this satellite's own domain. Set signInUrl(...) (CLERK_SIGN_IN_URL) to a "
                            + "page of the primary domain.");
        }
        var url = signIn.newBuilder().addQueryParameter(REDIRECT_URL, page.toString());
        return redirect(reason, "", url.build());
    }

    /** Redirects from the primary domain back to a satellite of a development instance. */
    Decision primary(String satelliteUrl) {
        var reason = Reason.PRIMARY_RESPONDS_TO_SYNCING;
        var satellite = HttpUrl.parse(satelliteUrl);
        if (!isPossible() || satellite == null) {
            return context.signedOut(reason);
        }
        var url = satellite.newBuilder();
        var devBrowser = context.cookies().devBrowser();
        if (!devBrowser.isEmpty()) {
            url.setQueryParameter(Instance.DEV_BROWSER, devBrowser);
        }
        return redirect(reason, "", url.setQueryParameter(SYNCED, "true").build());
    }

    boolean isPossible() {
        return context.redirects && context.request.isNavigation();
    }

    boolean isLooping() {
        return context.request.redirects() >= MAX_REDIRECTS;
    }

    private Decision redirect(String reason, String message, HttpUrl url) {
        var text = Reason.message(reason, message);
        if (isLooping()) {
            return context.signedOut(reason, text + " " + LOOP + (context.isRefusedCookies() ? " " + PLAIN_HTTP : ""));
        }
        int count = context.request.redirects() + 1;
        var headers = new ResponseHeaders()
                .add("location", url.toString())
                .add("set-cookie", Instance.REDIRECT_COUNT + "=" + count + "; SameSite=Lax; HttpOnly; Max-Age=2")
                .status("handshake", reason, text)
                .build();
        return new Decision.Redirect(reason, text, headers);
    }

    private HttpUrl handshakeUrl(String reason) {
        var page = Objects.requireNonNull(context.request.url(), "a page has a URL");
        var cookies = context.cookies();
        var url = HttpUrl.get(context.instance().frontendApi(page) + "/v1/client/handshake")
                .newBuilder()
                .addQueryParameter(
                        "redirect_url", without(page, PRIVATE_PARAMETERS).toString())
                .addQueryParameter("__clerk_api_version", Api.VERSION)
                .addQueryParameter("suffixed_cookies", String.valueOf(cookies.suffixed()))
                .addQueryParameter("__clerk_hs_reason", reason);
        if (context.settings.api() != null) {
            // Without a secret key a nonce cannot be fetched; Clerk then sends the handshake token itself.
            url.addQueryParameter("format", "nonce");
        }
        var session = session();
        if (session != null) {
            url.addQueryParameter(Instance.SESSION, session);
        }
        if (context.instance().development() && !cookies.devBrowser().isEmpty()) {
            url.addQueryParameter(Instance.DEV_BROWSER, cookies.devBrowser());
        }
        var organization = context.organization();
        if (organization != null) {
            url.addQueryParameter("organization_id", organization.parameter());
        }
        return url.build();
    }

    /** Returns the token of the browser's session; only without a cookie, the one in the header. */
    private @Nullable String session() {
        var cookie = context.cookies().session();
        return cookie.isEmpty() ? context.request.token() : cookie;
    }

    static HttpUrl without(HttpUrl url, List<String> parameters) {
        var cleaned = url.newBuilder();
        parameters.forEach(cleaned::removeAllQueryParameters);
        var result = cleaned.build();
        return result.querySize() == 0 ? result.newBuilder().query(null).build() : result;
    }
}
