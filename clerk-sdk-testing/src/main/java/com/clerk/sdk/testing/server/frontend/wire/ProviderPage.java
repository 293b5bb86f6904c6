package com.clerk.sdk.testing.server.frontend.wire;

/** The page that stands in for a provider such as Google: a form without any script. */
public final class ProviderPage {
    private ProviderPage() {}

    public static String of(String state, String strategy) {
        return """
                <!doctype html>
                <meta charset="utf-8">
                <title>Stand-in for %2$s</title>
                <h1>Stand-in for %2$s</h1>
                <p>This is not a real provider. Say who you are; there is no password.</p>
                <form method="post" action="oauth_callback">
                <input type="hidden" name="state" value="%1$s">
                <p><label>Name <input name="name"></label></p>
                <p><label>Email address <input name="email_address" type="email"></label></p>
                <p><label><input name="unverified" type="checkbox"> The provider has not verified the address</label></p>
                <p><button name="allow" value="1">Sign in</button> <button name="refuse" value="1">Refuse</button></p>
                </form>
                """.formatted(escape(state), escape(strategy));
    }

    /** Escapes text for HTML, also between quotes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
