package com.clerk.sdk.examples.servers;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTML with Clerk's components: their code comes from the Frontend API, which is Clerk's or that of a local Clerk.
 *
 * <p>The components write their own addresses behind {@code #}, so that one path is enough for each.
 */
final class ComponentPages {
    private static final String HOME = "fallbackRedirectUrl: '/'";
    private static final Map<String, String> SCRIPTS = Map.of(
            "/", "Clerk.mountUserButton(place('user')); Clerk.mountOrganizationSwitcher(place('organization'));",
            "/sign-in", "Clerk.mountSignIn(place('page'), { " + HOME + " });",
            "/sign-up", "Clerk.mountSignUp(place('page'), { " + HOME + " });",
            "/user", "Clerk.mountUserProfile(place('page'));",
            "/organization", "Clerk.mountOrganizationProfile(place('page'));",
            "/organizations", "Clerk.mountOrganizationList(place('page'));",
            "/create-organization", "Clerk.mountCreateOrganization(place('page'));");

    private final String publishableKey;
    private final @Nullable String proxyUrl;

    /**
     * Makes the pages of an instance.
     *
     * @param publishableKey the publishable key
     * @param proxyUrl the URL at which browsers reach the Frontend API, or null if it is at the host of the key
     */
    ComponentPages(String publishableKey, @Nullable String proxyUrl) {
        this.publishableKey = publishableKey;
        this.proxyUrl = proxyUrl;
    }

    /** Returns the pages of the instance that the environment names. */
    static ComponentPages fromEnv() {
        return new ComponentPages(System.getenv("CLERK_PUBLISHABLE_KEY"), System.getenv("CLERK_PROXY_URL"));
    }

    /** Returns whether a path is that of a component alone. */
    static boolean has(String path) {
        return !path.equals("/") && SCRIPTS.containsKey(path);
    }

    /**
     * Returns a page.
     *
     * @param path the path of a component; any other has what the home page has
     * @param text a text above the components, which is escaped
     */
    String page(String path, String text) {
        var script = SCRIPTS.getOrDefault(path, SCRIPTS.get("/"));
        var base = proxyUrl == null ? "https://" + host() : proxyUrl;
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>Page</title>
                <p>%1$s</p>
                <script defer crossorigin="anonymous" src="%2$s/npm/@clerk/ui@1/dist/ui.browser.js"></script>
                <script defer crossorigin="anonymous" data-clerk-publishable-key="%3$s"%4$s
                        src="%2$s/npm/@clerk/clerk-js@6/dist/clerk.browser.js"></script>
                <script>
                const place = name => document.body.appendChild(Object.assign(document.createElement('div'), { id: name }));
                addEventListener('load', async () => {
                  await Clerk.load({ ui: { ClerkUI: window.__internal_ClerkUICtor }, telemetry: false,
                    signInUrl: '/sign-in', signUpUrl: '/sign-up', afterSignOutUrl: '/' });
                  %5$s
                });
                </script>
                </html>
                """.formatted(
                        escape(text),
                        escape(base),
                        escape(publishableKey),
                        proxyUrl == null ? "" : " data-clerk-proxy-url=\"" + escape(proxyUrl) + "\"",
                        script);
    }

    /** Returns the host that the publishable key names: behind the second underscore, in Base64, and with a dollar. */
    private String host() {
        var encoded = publishableKey.substring(publishableKey.lastIndexOf('_') + 1);
        var host = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        return URI.create("https://" + host.substring(0, host.length() - 1)).getHost();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
