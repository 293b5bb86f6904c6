package com.clerk.sdk.testing.server.local;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a browser goes after it has signed in or out. */
final class Navigation {
    /** Sends a browser whose state has changed on: to the application by way of the handshake, else to the overview. */
    ServerResponse signedIn(FrontendClient client, @Nullable String target) {
        // The handshake gives the application the cookies of the new session: its own say that nobody is signed in.
        var location = target == null ? "./" : "v1/client/handshake?redirect_url=" + encode(target);
        return client.withCookie(ServerResponse.redirect(303, location));
    }

    /** Returns the query that carries a target to the next page. */
    static String query(@Nullable String target) {
        return target == null ? "" : "?redirect_url=" + encode(target);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns a value that can be one segment of a path. */
    static String segment(String id) {
        if (!id.matches("[A-Za-z0-9_]{1,100}")) {
            throw ErrorResponseException.malformed("id", "an id");
        }
        return id;
    }
}
