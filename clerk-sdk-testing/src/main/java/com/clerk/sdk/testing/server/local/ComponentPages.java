package com.clerk.sdk.testing.server.local;

import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Instance;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages with Clerk's own components, for a server that has Clerk's browser code. */
final class ComponentPages {
    private static final Map<String, String> MOUNTS = Map.of(
            "sign-in", "mountSignIn",
            "sign-up", "mountSignUp",
            "user", "mountUserProfile");
    private static final Map<String, String> TITLES =
            Map.of("sign-in", "Sign in", "sign-up", "Sign up", "user", "Your account");

    private final Instance instance;
    private final String publishableKey;

    ComponentPages(Instance instance, String publishableKey) {
        this.instance = instance;
        this.publishableKey = publishableKey;
    }

    static boolean has(String page) {
        return MOUNTS.containsKey(page);
    }

    /**
     * Returns a page.
     *
     * @param target where the browser goes after it has signed in, or null for the overview
     */
    ServerResponse page(String page, ServerRequest request, @Nullable String target) {
        // Else the name by which the browser came, which was checked: so the page and its Frontend API have one origin.
        var url = instance.urlFor(request.header("host"));
        var nonce = UUID.randomUUID().toString();
        return new Html()
                .add("""
                        <div id="component" data-mount="%s" data-target="%s"></div>
                        <script defer src="%s/npm/@clerk/ui@1/dist/ui.browser.js"></script>
                        <script defer data-clerk-publishable-key="%s" data-clerk-proxy-url="%s"
                                src="%s/npm/@clerk/clerk-js@6/dist/clerk.browser.js"></script>
                        <script nonce="%s">
                        addEventListener('load', async () => {
                          const place = document.getElementById('component');
                          const at = path => new URL(path, location).href;
                          const target = at(place.dataset.target);
                          await Clerk.load({
                            ui: { ClerkUI: window.__internal_ClerkUICtor }, telemetry: false,
                            signInUrl: at('sign-in'), signUpUrl: at('sign-up'), afterSignOutUrl: at('./'),
                            allowedRedirectOrigins: [location.origin, new URL(target).origin] });
                          Clerk[place.dataset.mount](place, { fallbackRedirectUrl: target });
                        });
                        </script>
                        """, MOUNTS.get(page), target == null ? "./" : target, url, publishableKey, url, url, nonce)
                .page(200, TITLES.getOrDefault(page, page))
                .withHeader("Content-Security-Policy", policy(nonce, Hosts.origin(url)));
    }

    /** Clerk's code runs timers in workers that it makes of blobs, and writes styles into the page. */
    private static String policy(String nonce, String origin) {
        return "default-src 'none'; script-src 'self' " + origin + " 'nonce-" + nonce + "'; worker-src blob:;"
                + " connect-src 'self' " + origin + ";"
                + " img-src 'self' data: blob: https://img.clerk.com; style-src 'unsafe-inline';"
                + " base-uri 'none'; frame-ancestors 'none'";
    }
}
