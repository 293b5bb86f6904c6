package com.clerk.sdk.testing.server.local;

import com.clerk.sdk.testing.server.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTML. Values are escaped unless they are HTML that this class wrote. Links are relative, and all pages stand
 * at one level: so the pages work behind a proxy that puts them under any path.
 */
final class Html {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    private final StringBuilder text = new StringBuilder();

    /** Adds HTML whose {@code %s} are replaced by escaped values. */
    Html add(String html, @Nullable Object... values) {
        var escaped = new Object[values.length];
        for (var i = 0; i < values.length; i++) {
            escaped[i] = values[i] == null ? "" : escape(String.valueOf(values[i]));
        }
        text.append(html.formatted(escaped));
        return this;
    }

    /** Escapes text for HTML, also between quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Returns the page. It runs no script, whatever a value says, and no other page can frame it. */
    ServerResponse page(int status, String title) {
        var page = new Html()
                .add("""
                        <!doctype html>
                        <html lang="en"><head><meta charset="utf-8"><title>%s</title>
                        <style>body{font:16px sans-serif;max-width:60em;margin:2em auto;padding:0 1em}
                        td,th{text-align:left;padding:.2em .8em .2em 0;overflow-wrap:anywhere}
                        .error{color:#a00}</style></head><body>
                        <p><strong>THIS IS NOT CLERK.</strong> It is a stand-in on this machine, without real users and \
                        without secrets. <a href="./">Overview</a></p>
                        <h1>%s</h1>
                        """, title, title)
                .text
                .append(text)
                .append("</body></html>\n")
                .toString();
        return ServerResponse.text(status, "text/html; charset=utf-8", page)
                .withHeader("Content-Security-Policy", POLICY)
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Referrer-Policy", "same-origin")
                .withHeader("Cache-Control", "no-store");
    }
}
