package com.clerk.sdk.examples.servers;

import static org.unbescape.html.HtmlEscape.escapeHtml5;

import com.clerk.sdk.servlet.Clerk;
import com.clerk.sdk.web.ClerkComponent;
import com.clerk.sdk.web.ClerkScripts;
import com.clerk.sdk.web.ContentSecurityPolicy;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** A page with Clerk's components, other ones for users who are signed in. */
// snippet: servers-home
@SuppressWarnings("serial")
public final class HomeServlet extends HttpServlet {
    private final transient ClerkScripts scripts;

    public HomeServlet(ClerkScripts scripts) {
        this.scripts = scripts;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var nonce = ContentSecurityPolicy.nonce();
        var policy = ContentSecurityPolicy.builder(scripts).build();
        response.setHeader("Content-Security-Policy", policy.header(nonce));
        response.setContentType("text/html; charset=utf-8");
        response.getWriter()
                .print("<!doctype html><head>" + scripts.head(nonce) + "</head><main>"
                        + "<a href=/sign-in>Sign in page</a> <a href=/sign-up>Sign up page</a> <a href=/user>User profile page</a>"
                        + "<h1>Hello</h1>" + (Clerk.auth(request) == null ? signedOut() : signedIn(request))
                        + "</main>");
    }

    private String signedOut() {
        return "<h3>Signed out</h3>" + scripts.component(ClerkComponent.SIGN_IN, Map.of("routing", "hash"));
    }

    private String signedIn(HttpServletRequest request) {
        var button = Map.of("userProfileMode", "navigation", "userProfileUrl", "/user");
        var switcher = Map.of("organizationProfileMode", "navigation", "organizationProfileUrl", "/organization");
        return "<h3>Signed in as " + Clerk.require(request).subject() + "</h3>"
                + scripts.component(ClerkComponent.USER_BUTTON, button)
                + scripts.component(ClerkComponent.ORGANIZATION_SWITCHER, switcher)
                + "<pre>" + escapeHtml5(Clerk.currentUser(request).toJsonWithoutSecrets()) + "</pre>";
    }
}
// end
