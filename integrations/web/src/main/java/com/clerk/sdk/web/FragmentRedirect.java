package com.clerk.sdk.web;

import com.clerk.sdk.auth.AuthErrorReason;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.auth.TokenCarrier;
import com.clerk.sdk.web.GuardDecision.Caller;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The header by which htmx leaves a page whose part was refused: a redirect of the part itself would put the sign-in
 * page into it. The person comes back to the page, not to the address of the part.
 */
final class FragmentRedirect {
    static final String HEADER = "hx-redirect";

    private FragmentRedirect() {}

    /**
     * Returns where htmx goes with the whole page.
     *
     * @param caller a caller who is not signed in
     * @param signIn whether the caller is sent to sign in for this reason
     * @return a URL, or null if htmx did not send the request, or no page would help
     */
    static @Nullable String of(Caller caller, boolean signIn) {
        if (!(caller.state() instanceof SignedOut out) || out.carrier() == TokenCarrier.HEADER || out.isOutage()) {
            return null;
        }
        var page = currentPage(caller);
        if (page == null) {
            return null;
        }
        if (!signIn) {
            // The page itself has the token renewed by a handshake, which a part of it cannot (rule: only pages).
            return out.reason().known() == AuthErrorReason.Known.SESSION_TOKEN_EXPIRED ? page : null;
        }
        var request = new PageRequest(caller.request(), page);
        var target = out.pendingSession() == null
                ? caller.authenticator().signInUrl(request)
                : caller.authenticator().taskUrl(request);
        return target == null || RequestGuard.leadsToItself(target) ? null : target;
    }

    /** Returns the page that htmx shows, if it is of this application: any client can send the header. */
    private static @Nullable String currentPage(Caller caller) {
        if (!RequestHeaders.of(caller.request(), "HX-Request").equals(List.of("true"))) {
            return null;
        }
        var sent = RequestHeaders.of(caller.request(), "HX-Current-URL");
        var page = sent.size() == 1 ? HttpUrl.parse(sent.get(0)) : null;
        var external = caller.authenticator().externalUrl(caller.request());
        var own = external == null ? null : HttpUrl.parse(external);
        if (page == null || own == null) {
            return null;
        }
        boolean same =
                page.scheme().equals(own.scheme()) && page.host().equals(own.host()) && page.port() == own.port();
        return same && page.username().isEmpty() ? page.toString() : null;
    }

    /** A request for the page instead of its part. */
    private record PageRequest(ClerkRequest request, String url) implements ClerkRequest {
        @Override
        public List<String> headers(String name) {
            return name.equalsIgnoreCase("Sec-Fetch-Dest") ? List.of("document") : request.headers(name);
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public boolean hasExternalUrl() {
            return true;
        }
    }
}
