package com.clerk.sdk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.runtime.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clerk's components in a page: where the scripts come from, and that no value gets out of its place. */
class PagesTest {
    private static final String LIVE =
            PublishableKey.forHost("clerk.example.com").value();
    private static final String DEV =
            PublishableKey.forHost("happy-hippo-1.clerk.accounts.dev").value();
    private static final String NONCE = "c2l4dGVlbiBieXRlcyBvZiBpdA==";

    private static RequestAuthenticator authenticator(UnaryOperator<RequestAuthenticator.Builder> settings) {
        return settings.apply(
                        RequestAuthenticator.builder().secretKey("sk_x").authorizedParties("https://app.example.com"))
                .build();
    }

    private static ClerkScripts scripts(String key, String proxy, String domain) {
        try (var authenticator = authenticator(builder -> {
            builder.publishableKey(key);
            if (!proxy.isEmpty()) {
                builder.proxyUrl(proxy);
            }
            return domain.isEmpty() ? builder : builder.domain(domain);
        })) {
            return ClerkScripts.of(authenticator);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dev, '', '', https://happy-hippo-1.clerk.accounts.dev",
        "live, '', '', https://clerk.example.com",
        "live, '', satellite.example, https://clerk.satellite.example",
        "dev, '', satellite.example, https://happy-hippo-1.clerk.accounts.dev",
        "live, https://app.example.com/__clerk/, '', https://app.example.com/__clerk",
        "live, /__clerk, '', /__clerk",
    })
    void theScriptsComeFromWhereTheInstanceIs(String key, String proxy, String domain, String host) {
        var html = scripts(key.equals("live") ? LIVE : DEV, proxy, domain).head(NONCE);
        assertThat(html)
                .contains("src=\"" + host + "/npm/@clerk/ui@1/dist/ui.browser.js\"></script>")
                .contains("src=\"" + host + "/npm/@clerk/clerk-js@6/dist/clerk.browser.js\"></script>");
    }

    @Test
    void theTagsAreThoseOfClerksDocumentation() {
        var scripts = scripts(LIVE, "https://app.example.com/__clerk", "satellite.example");
        assertThat(scripts.head(NONCE))
                .startsWith("<script defer crossorigin=\"anonymous\" nonce=\"" + NONCE
                        + "\" data-clerk-ui-script src=\"https://app.example.com/__clerk/npm/@clerk/ui@1/dist/ui.browser.js\"></script>"
                        + "<script defer crossorigin=\"anonymous\" nonce=\"" + NONCE
                        + "\" data-clerk-js-script data-clerk-publishable-key=\"" + LIVE
                        + "\" data-clerk-proxy-url=\"https://app.example.com/__clerk\" data-clerk-domain=\"satellite.example\""
                        + " src=\"https://app.example.com/__clerk/npm/@clerk/clerk-js@6/dist/clerk.browser.js\"></script>"
                        + "<script nonce=\"" + NONCE + "\" data-clerk-options=\"{&quot;telemetry&quot;:false}\">")
                .endsWith("</script>");
        assertThat(scripts.head()).doesNotContain("nonce=\"");
    }

    @Test
    void theNonceReachesClerkAndTheVersionsCanBePinned() {
        try (var authenticator = authenticator(builder -> builder.publishableKey(LIVE))) {
            var html = ClerkScripts.builder(authenticator)
                    .versions("6.40.0", "1.36.0")
                    .signInUrl("/sign-in")
                    .signUpUrl("/sign-up")
                    .afterSignOutUrl("/bye")
                    .telemetry(true)
                    .build()
                    .head(NONCE);
            assertThat(html)
                    .contains("@clerk/clerk-js@6.40.0/dist/", "@clerk/ui@1.36.0/dist/")
                    .contains(
                            "data-clerk-options=\"{&quot;telemetry&quot;:true,&quot;signInUrl&quot;:&quot;/sign-in&quot;,"
                                    + "&quot;signUpUrl&quot;:&quot;/sign-up&quot;,&quot;afterSignOutUrl&quot;:&quot;/bye&quot;}\"")
                    .contains("options.nonce = script.nonce");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClerkScripts.builder(authenticator).versions("6\"", "1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "\"><script>alert(1)</script>", "c2l4dGVlbiBieXRlcyBvZiBpdA=='"})
    void anInvalidNonceIsRefused(String nonce) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scripts(LIVE, "", "").head(nonce))
                .withMessageContaining("ContentSecurityPolicy.nonce()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "app",
                "?a=b",
                "https://evil.example",
                "https:/evil.example",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "\t//evil.example",
                " /app",
                "/.//evil.example",
                "/x/..//evil.example",
                "/x/../../evil.example",
                "/%2fevil.example",
                "/%5cevil.example",
                "/%09/evil.example",
                "/app?next=\\evil",
                "/app#\r\nSet-Cookie: a=b",
                "/?\u010d\u010aSet-Cookie:a=b", // the lower bytes of these are CR and LF
                "/%",
            })
    void aRequestSendsAPersonNowhereElse(String url) {
        assertThat(ClerkScripts.ownPath(url, "/home")).isEqualTo("/home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app", "/app/x?a=b&c=//d#e", "/files/a%20b", "/?next=https://a.example/"})
    void aRequestSendsAPersonToAPathOfTheApplication(String path) {
        assertThat(ClerkScripts.ownPath(path, "/home")).isEqualTo(path);
        assertThat(ClerkScripts.ownPath(null, "/home")).isEqualTo("/home");
    }

    @Test
    void scriptsNeedThePublishableKey() {
        try (var authenticator = authenticator(builder -> builder)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClerkScripts.of(authenticator))
                    .withMessageContaining("CLERK_PUBLISHABLE_KEY");
        }
    }

    /** Reads an attribute back as a browser does. */
    private static String attribute(String html, String name) {
        var matcher = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(html);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "'",
                "</script>",
                "<!--",
                "&quot;",
                "\u2028",
                "\\",
                "${7*7}",
                "[[${7*7}]]",
                "\"><img src=x>",
                "]]>"
            })
    void noPropertyGetsOutOfItsAttribute(String value) {
        var html = scripts(LIVE, "", "").component(ClerkComponent.SIGN_IN, Map.of("forceRedirectUrl", value));
        assertThat(html)
                .matches("(?s)<div data-clerk-mount=\"SignIn\" data-clerk-props=\"[^\"<>']*\""
                        + " data-clerk-hosted=\"https://accounts.example.com/sign-in\" role=\"group\""
                        + " aria-label=\"Sign in\" aria-busy=\"true\"><noscript>[^<>]*</noscript></div>");
        var read = JsonValue.parse(attribute(html, "data-clerk-props")).get("forceRedirectUrl");
        assertThat(Objects.requireNonNull(read).asString()).isEqualTo(value);
    }

    @Test
    void everyComponentHasAPlace() {
        var scripts = scripts(LIVE, "", "");
        assertThat(Arrays.stream(ClerkComponent.values()).map(scripts::component))
                .hasSize(16)
                .doesNotHaveDuplicates()
                .allMatch(html -> html.startsWith("<div data-clerk-mount=\""));
    }

    /** A page is busy until Clerk's scripts are there, and useful without them. */
    @Test
    void aPlaceHasANameAndSaysThatItWaitsAndWhatItNeeds() {
        var scripts = scripts(DEV, "", "");
        assertThat(scripts.component(ClerkComponent.USER_BUTTON))
                .isEqualTo("<div data-clerk-mount=\"UserButton\" data-clerk-props=\"{}\" role=\"group\""
                        + " aria-label=\"User menu\" aria-busy=\"true\">"
                        + "<noscript>This part of the page needs JavaScript.</noscript></div>");
        assertThat(scripts.component(ClerkComponent.SIGN_UP))
                .contains(" data-clerk-hosted=\"https://happy-hippo-1.accounts.dev/sign-up\"");
        assertThat(Arrays.stream(ClerkComponent.values())
                        .map(scripts::component)
                        .map(html -> attribute(html, "aria-label")))
                .hasSize(16)
                .doesNotHaveDuplicates()
                .allMatch(label -> label.matches("[A-Z][A-Za-z ]+"));
    }

    @Test
    void theTagsHaveAttributesOfToolsBeforeTheirSource() {
        try (var authenticator = authenticator(builder -> builder.publishableKey(LIVE))) {
            var builder = ClerkScripts.builder(authenticator);
            var scripts = builder.attribute("data-cfasync", "false")
                    .attribute("data-note", "\"><script>")
                    .build();
            for (var html : List.of(scripts.head(), scripts.head(NONCE))) {
                var tags = Pattern.compile("<script ([^>]*)>")
                        .matcher(html)
                        .results()
                        .toList();
                assertThat(tags).hasSize(3);
                for (var tag : tags) {
                    var attributes = tag.group(1);
                    assertThat(attributes).contains("data-cfasync=\"false\" data-note=\"&quot;&gt;&lt;script&gt;\"");
                    int source = attributes.indexOf(" src=");
                    assertThat(source < 0 || attributes.indexOf("data-cfasync") < source)
                            .isTrue();
                }
            }
            for (var name :
                    List.of("", "onload", "src", "type", "data-", "data-x y", "data-x=", "data-clerk-options")) {
                assertThatIllegalArgumentException()
                        .as(name)
                        .isThrownBy(() -> builder.attribute(name, "x"))
                        .withMessageContaining("data-");
            }
        }
    }

    @Test
    void thePolicyAllowsWhatTheComponentsNeed() {
        var policy = ContentSecurityPolicy.builder(scripts(LIVE, "", "")).build();
        assertThat(policy.header(NONCE))
                .isEqualTo("default-src 'self'; "
                        + "script-src 'self' https://clerk.example.com https://challenges.cloudflare.com"
                        + " https://*.protect.clerk.com 'nonce-" + NONCE + "'; "
                        + "connect-src 'self' https://clerk.example.com https://img.clerk.com https://*.protect.clerk.com:*; "
                        + "img-src 'self' data: blob: https://img.clerk.com; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
                        + "frame-src 'self' https://challenges.cloudflare.com https://*.protect.clerk.com; form-action 'self'; "
                        + "base-uri 'self'; object-src 'none'; frame-ancestors 'self'");
    }

    @Test
    void thePolicyGrowsByNamedSetsAndOwnSources() {
        var scripts = scripts(LIVE, "https://app.example.com:8443/__clerk", "");
        var policy = ContentSecurityPolicy.builder(scripts)
                .billing()
                .telemetry()
                .add("img-src", "https://cdn.example.com")
                .add("font-src", "https://fonts.example.com")
                .build()
                .header(NONCE);
        assertThat(policy)
                .contains("connect-src 'self' https://app.example.com:8443 ", "https://api.stripe.com")
                .contains("https://clerk-telemetry.com", "https://hooks.stripe.com")
                .contains("img-src 'self' data: blob: https://img.clerk.com https://cdn.example.com;")
                .contains("; font-src https://fonts.example.com");
        assertThat(ContentSecurityPolicy.builder(scripts(LIVE, "/__clerk", ""))
                        .build()
                        .header(NONCE))
                .contains("script-src 'self' https://challenges");
    }

    @Test
    void noSourceEndsADirective() {
        var builder = ContentSecurityPolicy.builder(scripts(LIVE, "", ""));
        for (var source : List.of("", "a b", "a;b", "a,b", "a\nb")) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.add("img-src", source));
        }
    }

    @Test
    void noNonceEndsTheDirectiveOfThePolicy() {
        var policy = ContentSecurityPolicy.builder(scripts(LIVE, "", "")).build();
        for (var nonce : List.of("", "short", NONCE + "'; script-src *", NONCE + "\n")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> policy.header(nonce))
                    .withMessageContaining("ContentSecurityPolicy.nonce()");
        }
    }

    @Test
    void everyNonceIsNewAndFitsTheTags() {
        var first = ContentSecurityPolicy.nonce();
        assertThat(first).hasSize(24).isNotEqualTo(ContentSecurityPolicy.nonce());
        assertThat(scripts(LIVE, "", "").head(first)).contains("nonce=\"" + first + "\"");
    }
}
