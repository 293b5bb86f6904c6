package com.clerk.sdk.auth;

import com.clerk.sdk.internal.Api;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Sends browsers to Clerk and back. Only a request for a page is redirected, only when this server knows where to, and
 * not more than three times in a row; every other one is signed out for the same reason.
 */
final class Redirects {
    static final String REDIRECT_URL = "__clerk_redirect_url";
    static final String SYNCED = "__clerk_synced";

    private static final int MAX_REDIRECTS = 3;
    private static final List<String> PRIVATE_PARAMETERS = List.of(Instance.DEV_BROWSER, "__dev_session");

    private final Attempt attempt;

    Redirects(Attempt attempt) {
        this.attempt = attempt;
    }

    RequestState handshake(AuthErrorReason reason) {
        return handshake(reason, "", null);
    }

    /** Has Clerk renew the session. */
    RequestState handshake(AuthErrorReason reason, String message, OrganizationPatterns.@Nullable Target organization) {
        var key = attempt.instance().key();
        if (!isPossible() || key == null) {
            return attempt.signedOut(reason, message);
        }
        return redirect(reason, message, handshakeUrl(key, reason, organization));
    }

    /** Asks the primary domain for the session. */
    RequestState satellite() {
        var reason = AuthErrorReason.SATELLITE_NEEDS_SYNCING;
        if (attempt.instance().production()) {
            return handshake(reason);
        }
        var signIn = HttpUrl.parse(Objects.requireNonNullElse(attempt.instance().signInUrl(), ""));
        var page = attempt.request.url();
        if (!isPossible() || signIn == null || page == null) {
            return attempt.signedOut(reason);
        }
        if (Urls.origin(signIn).equals(Urls.origin(page))) {
            return attempt.signedOut(
                    reason,
                    "The sign-in URL is on this satellite's own domain, where nobody can tell who is signed in. It must "
                            + "be on the primary domain: see signInUrl(...), or CLERK_SIGN_IN_URL.");
        }
        var url = signIn.newBuilder().addQueryParameter(REDIRECT_URL, page.toString());
        return redirect(reason, "", url.build());
    }

    /** Answers a satellite that asked for the session, on a development instance. */
    RequestState primary() {
        var reason = AuthErrorReason.PRIMARY_RESPONDS_TO_SYNCING;
        var satellite = HttpUrl.parse(Objects.requireNonNullElse(attempt.request.query(REDIRECT_URL), ""));
        if (!isPossible() || satellite == null) {
            return attempt.signedOut(reason);
        }
        var url = satellite.newBuilder();
        var devBrowser = attempt.cookies().devBrowser();
        if (!devBrowser.isEmpty()) {
            url.setQueryParameter(Instance.DEV_BROWSER, devBrowser);
        }
        return redirect(reason, "", url.setQueryParameter(SYNCED, "true").build());
    }

    boolean isPossible() {
        return attempt.request.isNavigation();
    }

    boolean isLooping() {
        return attempt.request.redirects() >= MAX_REDIRECTS;
    }

    private RequestState redirect(AuthErrorReason reason, String message, HttpUrl url) {
        if (isLooping()) {
            return attempt.signedOut(reason, message);
        }
        int count = attempt.request.redirects() + 1;
        var headers = new ResponseHeaders()
                .add("location", url.toString())
                .add("cache-control", "no-store")
                .add("set-cookie", Instance.REDIRECT_COUNT + "=" + count + "; SameSite=Lax; HttpOnly; Max-Age=2")
                .status("handshake", reason, message)
                .build();
        return new Handshake(reason, message, headers);
    }

    private HttpUrl handshakeUrl(
            PublishableKey key, AuthErrorReason reason, OrganizationPatterns.@Nullable Target organization) {
        var page = Objects.requireNonNull(attempt.request.url(), "a page has a URL");
        var cookies = attempt.cookies();
        var url = HttpUrl.get(attempt.instance().frontendApi(key, page) + "/v1/client/handshake")
                .newBuilder()
                .addQueryParameter(
                        "redirect_url", without(page, PRIVATE_PARAMETERS).toString())
                .addQueryParameter("__clerk_api_version", Api.VERSION)
                .addQueryParameter("suffixed_cookies", String.valueOf(cookies.suffixed()))
                .addQueryParameter("__clerk_hs_reason", reason.value())
                .addQueryParameter("format", "nonce");
        var token = attempt.request.token();
        var session = token == null ? cookies.session() : token;
        if (!session.isEmpty()) {
            url.addQueryParameter(Instance.SESSION, session);
        }
        if (attempt.instance().development() && !cookies.devBrowser().isEmpty()) {
            url.addQueryParameter(Instance.DEV_BROWSER, cookies.devBrowser());
        }
        if (organization != null) {
            url.addQueryParameter("organization_id", organization.parameter());
        }
        return url.build();
    }

    static HttpUrl without(HttpUrl url, List<String> parameters) {
        var cleaned = url.newBuilder();
        parameters.forEach(cleaned::removeAllQueryParameters);
        var result = cleaned.build();
        return result.querySize() == 0 ? result.newBuilder().query(null).build() : result;
    }
}
