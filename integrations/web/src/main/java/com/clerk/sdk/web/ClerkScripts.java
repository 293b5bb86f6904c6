package com.clerk.sdk.web;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.runtime.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The HTML that puts Clerk's components into a page which a server renders:
 *
 * <pre>{@code
 * var scripts = ClerkScripts.of(authenticator);
 * var nonce = ContentSecurityPolicy.nonce();
 * var html = "<head>" + scripts.head(nonce) + "</head><body>" + scripts.component(ClerkComponent.USER_BUTTON) + "</body>";
 * }</pre>
 *
 * <p>All values are escaped. The HTML of {@link #component} has no script, so fragments of a page may have it too, also
 * those that are added later. Immutable and safe for use by several threads.
 */
public final class ClerkScripts {
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.-]{1,40}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/_=-]{16,256}");
    private static final Pattern ATTRIBUTE = Pattern.compile("data-(?!clerk-)[a-z][a-z0-9-]{0,60}");
    private static final Pattern END_OF_PATH = Pattern.compile("[?#]");
    private static final String LOADER = loader();

    private final PublishableKey key;
    private final @Nullable String proxyUrl;
    private final @Nullable String domain;
    private final String clerkJsVersion;
    private final String uiVersion;
    private final Map<String, Object> loadOptions;
    private final String attributes;

    private ClerkScripts(Builder builder) {
        this.key = builder.key;
        this.proxyUrl = builder.proxyUrl;
        this.domain = builder.domain;
        this.clerkJsVersion = builder.clerkJsVersion;
        this.uiVersion = builder.uiVersion;
        this.loadOptions = Collections.unmodifiableMap(new LinkedHashMap<>(builder.loadOptions));
        this.attributes = builder.attributes.toString();
    }

    /**
     * Returns the scripts of the instance of an authenticator.
     *
     * @param authenticator an authenticator with a publishable key
     * @return the scripts
     * @throws IllegalArgumentException if it has no publishable key
     */
    public static ClerkScripts of(RequestAuthenticator authenticator) {
        return builder(authenticator).build();
    }

    /**
     * Returns a builder for the instance of an authenticator.
     *
     * @param authenticator an authenticator with a publishable key
     * @return a new builder
     * @throws IllegalArgumentException if it has no publishable key
     */
    public static Builder builder(RequestAuthenticator authenticator) {
        var key = authenticator.publishableKey();
        if (key == null) {
            throw new IllegalArgumentException(
                    "Clerk's scripts need the publishable key: set publishableKey(\"pk_…\") "
                            + "(CLERK_PUBLISHABLE_KEY) of the authenticator. It is on the API keys page of the Clerk Dashboard.");
        }
        return new Builder(key, authenticator.proxyUrl(), authenticator.domain());
    }

    /**
     * Returns the script tags for the head of a page: Clerk's script, that of its components, and a small one that
     * loads both and shows the components.
     *
     * @param nonce a nonce of this response, as in its content security policy
     * @return HTML
     * @throws IllegalArgumentException if the nonce is not at least 16 characters of base64
     */
    public String head(String nonce) {
        requireNonce(nonce);
        return tags(attributes + Html.attribute("nonce", nonce));
    }

    static void requireNonce(String nonce) {
        if (!NONCE.matcher(nonce).matches()) {
            throw new IllegalArgumentException(
                    "The nonce must be at least 16 characters of base64. ContentSecurityPolicy.nonce() makes one.");
        }
    }

    /**
     * Returns the script tags for the head of a page that has no content security policy.
     *
     * @return HTML
     */
    public String head() {
        return tags(attributes);
    }

    /**
     * Returns the tags. Their common attributes come before the source: tools that rewrite scripts look for them there.
     */
    private String tags(String common) {
        var settings = new StringBuilder(Html.attribute("data-clerk-publishable-key", key.value()));
        if (proxyUrl != null) {
            settings.append(Html.attribute("data-clerk-proxy-url", proxyUrl));
        }
        if (domain != null) {
            settings.append(Html.attribute("data-clerk-domain", domain));
        }
        var options = JsonValue.of(loadOptions).toJson();
        return script("@clerk/ui@" + uiVersion + "/dist/ui.browser.js", common + " data-clerk-ui-script")
                + script(
                        "@clerk/clerk-js@" + clerkJsVersion + "/dist/clerk.browser.js",
                        common + " data-clerk-js-script" + settings)
                + "<script" + common + Html.attribute("data-clerk-options", options) + ">" + LOADER + "</script>";
    }

    private String script(String file, String attributes) {
        return "<script defer crossorigin=\"anonymous\"" + attributes + Html.attribute("src", host() + "/npm/" + file)
                + "></script>";
    }

    /** Returns where the scripts are: the proxy, the domain of a production instance, or the Frontend API. */
    private String host() {
        if (proxyUrl != null) {
            return proxyUrl;
        }
        return "https://" + (domain != null && key.isProduction() ? "clerk." + domain : key.frontendApi());
    }

    /** Returns what a content security policy has to allow for the Frontend API. */
    String origin() {
        if (proxyUrl == null) {
            return host();
        }
        return proxyUrl.startsWith("/") ? "'self'" : proxyUrl.replaceFirst("^(https?://[^/]+).*$", "$1");
    }

    /**
     * Returns the place of a component in a page.
     *
     * @param component the component
     * @return HTML of one {@code div}
     */
    public String component(ClerkComponent component) {
        return component(component, Map.of());
    }

    /**
     * Returns the place of a component in a page, with its properties. If Clerk's scripts are blocked or do not load
     * within 15 seconds, the place says so, and for signing in and up has a link to Clerk's own page.
     *
     * @param component the component
     * @param properties its properties, as Clerk documents them, such as {@code forceRedirectUrl}; any text is safe in
     *     them, but a URL from a request is a redirect to anywhere: {@link #ownPath} checks it
     * @return HTML of one {@code div}
     */
    public String component(ClerkComponent component, Map<String, ?> properties) {
        var json = JsonValue.of(properties).toJson();
        var hosted = component.hostedPath();
        return "<div" + Html.attribute("data-clerk-mount", component.mountName())
                + Html.attribute("data-clerk-props", json)
                + (hosted == null ? "" : Html.attribute("data-clerk-hosted", key.accountPortal() + hosted))
                + " role=\"group\"" + Html.attribute("aria-label", component.label()) + " aria-busy=\"true\">"
                + "<noscript>This part of the page needs JavaScript.</noscript></div>";
    }

    /**
     * Returns a page to go to that a request names, if it is a path of the same origin. Any other text would let
     * somebody send your users elsewhere by a link to your sign-in page.
     *
     * @param requested the page that the request names, such as the value of a parameter
     * @param otherwise the result if that is missing, or not a path that all browsers read alike
     * @return a path with its query, or {@code otherwise}
     */
    public static String ownPath(@Nullable String requested, String otherwise) {
        return requested != null && isOwnPath(requested) ? requested : otherwise;
    }

    private static boolean isOwnPath(String url) {
        var end = END_OF_PATH.matcher(url);
        var path = end.find() ? url.substring(0, end.start()) : url;
        try {
            return RequestPath.of(path).isUnambiguous()
                    // A URL is ASCII (RFC 3986); a server may make a line break of another character in a header.
                    && url.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String loader() {
        try (InputStream script = ClerkScripts.class.getResourceAsStream("clerk-mount.js")) {
            Objects.requireNonNull(script, "the script is in this package");
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Builds {@link ClerkScripts}. Not safe for use by several threads. */
    public static final class Builder {
        private final PublishableKey key;
        private final @Nullable String proxyUrl;
        private final @Nullable String domain;
        private final Map<String, Object> loadOptions = new LinkedHashMap<>();
        private final StringBuilder attributes = new StringBuilder();
        private String clerkJsVersion = "6";
        private String uiVersion = "1";

        private Builder(PublishableKey key, @Nullable String proxyUrl, @Nullable String domain) {
            this.key = key;
            this.proxyUrl = proxyUrl == null ? null : proxyUrl.replaceFirst("/+$", "");
            this.domain = domain;
            loadOptions.put("telemetry", false);
        }

        /**
         * Sets the versions of the two scripts, which belong together.
         *
         * @param clerkJs version of {@code @clerk/clerk-js}; {@code 6} by default, which is its newest release
         * @param ui version of {@code @clerk/ui}; {@code 1} by default
         * @return this builder
         * @throws IllegalArgumentException if one is not a version
         */
        public Builder versions(String clerkJs, String ui) {
            if (!VERSION.matcher(clerkJs).matches() || !VERSION.matcher(ui).matches()) {
                throw new IllegalArgumentException("A version of a script is a number such as 6 or 6.40.0.");
            }
            this.clerkJsVersion = clerkJs;
            this.uiVersion = ui;
            return this;
        }

        /**
         * Adds an attribute to the script tags, before their source. Content delivery networks and consent tools have
         * attributes that make them leave a script alone, such as {@code data-cfasync="false"}: a script that they load
         * later, bundle or move does not find its other parts.
         *
         * @param name a name that begins with {@code data-}, but not with {@code data-clerk-}
         * @param value any text
         * @return this builder
         * @throws IllegalArgumentException if this is not such a name
         */
        public Builder attribute(String name, String value) {
            if (!ATTRIBUTE.matcher(name).matches()) {
                throw new IllegalArgumentException("An attribute of the script tags must have a name that begins with "
                        + "data-, in lower case, and that is not one of Clerk's (data-clerk-).");
            }
            attributes.append(Html.attribute(name, value));
            return this;
        }

        /**
         * Sets the sign-in page of the application, for links in the components.
         *
         * @param url a URL or a path
         * @return this builder
         */
        public Builder signInUrl(String url) {
            loadOptions.put("signInUrl", url);
            return this;
        }

        /**
         * Sets the sign-up page of the application, for links in the components.
         *
         * @param url a URL or a path
         * @return this builder
         */
        public Builder signUpUrl(String url) {
            loadOptions.put("signUpUrl", url);
            return this;
        }

        /**
         * Sets the page that a user sees after signing out.
         *
         * @param url a URL or a path
         * @return this builder
         */
        public Builder afterSignOutUrl(String url) {
            loadOptions.put("afterSignOutUrl", url);
            return this;
        }

        /**
         * Sets whether the scripts of a development instance tell Clerk how they are used. If so,
         * {@link ContentSecurityPolicy.Builder#telemetry} allows it.
         *
         * @param sent true to send it; false by default
         * @return this builder
         */
        public Builder telemetry(boolean sent) {
            loadOptions.put("telemetry", sent);
            return this;
        }

        /**
         * Builds the scripts.
         *
         * @return the scripts
         */
        public ClerkScripts build() {
            return new ClerkScripts(this);
        }
    }
}
