package com.clerk.sdk.auth;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as far as that could be told: {@link SignedIn}, {@link SignedOut}, or {@link Handshake} where a
 * browser has to be sent to Clerk and back first.
 *
 * <pre>{@code
 * if (state instanceof SignedIn in && in.auth().has(permission("org:invoices:read"))) …
 * }</pre>
 *
 * <p>Immutable; nothing here touches the network, and no {@code toString} holds a token or personal data.
 */
public sealed interface RequestState permits SignedIn, SignedOut, Handshake {
    /**
     * Whether the request may be served as the one in {@link SignedIn#auth()}.
     *
     * @return true for {@link SignedIn} alone
     */
    default boolean isSignedIn() {
        return this instanceof SignedIn;
    }

    /**
     * Which kind of token the request was judged by.
     *
     * @return the kind, or null if several kinds are accepted and the request had none of them
     */
    @Nullable
    TokenType tokenType();

    /**
     * What to add to the response, whatever it is: cookies that Clerk wants set, and headers that say why somebody is
     * not signed in. A server of pages adds them all; an API may leave them out.
     *
     * @return values by name in lower case; {@code set-cookie} may have several; immutable
     */
    Map<String, List<String>> headers();

    /**
     * Where to send the browser instead of serving the page, with status 307.
     *
     * @return an absolute URL, or null if the page may be served
     */
    default @Nullable String location() {
        var values = headers().get("location");
        return values == null ? null : values.get(0);
    }
}
