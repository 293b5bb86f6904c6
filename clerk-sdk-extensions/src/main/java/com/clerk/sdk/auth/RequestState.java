package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of authenticating a request: {@link SignedIn}, {@link SignedOut}, or {@link Handshake} if the browser has
 * to be sent to Clerk and back first.
 *
 * <pre>{@code
 * if (state instanceof SignedIn in && in.auth().has(permission("org:invoices:read"))) …
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. No {@code toString} shows a token or personal data.
 */
@JsonAdapter(AuthTypeAdapter.class)
public sealed interface RequestState permits SignedIn, SignedOut, Handshake {
    /**
     * Tells whether the request is signed in.
     *
     * @return true for {@link SignedIn} only
     */
    default boolean isSignedIn() {
        return this instanceof SignedIn;
    }

    /**
     * Returns the type of the token that decided the state.
     *
     * @return the token type, or null if several types are accepted and the request has none of them
     */
    @Nullable
    TokenType tokenType();

    /**
     * Returns the place of the token that decided the state. A server that changes something for a caller whose token
     * came with a cookie needs protection against forged requests from other sites; a token in the header needs none,
     * because no browser sends it by itself.
     *
     * @return {@link TokenCarrier#HEADER} if the {@code Authorization} header has a token, which decides alone;
     *     {@link TokenCarrier#COOKIE} if the browser has a session; null if the request has neither
     */
    @Nullable
    TokenCarrier carrier();

    /**
     * Returns the headers to add to the response: cookies to set, and the reason why the request is not signed in. A
     * server that renders pages adds all of them to every response; an API may leave them out. A state that sets a
     * cookie has {@code cache-control: private, no-store}, which must not be replaced.
     *
     * @return values by name in lower case; {@code set-cookie} may have several; immutable
     */
    Map<String, List<String>> headers();

    /**
     * Returns the URL to redirect the browser to with status 307, instead of serving the page.
     *
     * @return an absolute URL, or null if the page may be served
     */
    default @Nullable String location() {
        var values = headers().get("location");
        return values == null ? null : values.get(0);
    }

    /**
     * Returns the state as JSON, without the token and the headers: whether the caller is signed in, and then the
     * caller, or else the reason and the message. Jackson and gson write this.
     *
     * @return a JSON object
     */
    @com.fasterxml.jackson.annotation.JsonValue
    default JsonValue json() {
        return StateJson.of(this);
    }
}
