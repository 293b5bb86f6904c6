package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A redirect that Clerk sends to a browser. The SDK does not follow redirects: the location is meant for the browser.
 * {@link #toString()} shows the status only, since the location may contain tokens. Immutable.
 *
 * @param status the HTTP status, such as 303; 200 if the response is not a redirect
 * @param location the location as Clerk sent it, or null if the response is not a redirect
 * @param cookies the {@code Set-Cookie} headers to pass on to the browser, in order; they may contain tokens
 */
@JsonAdapter(GsonAdapter.class)
public record Redirect(int status, @Nullable String location, List<String> cookies) {
    /**
     * Creates a redirect. The list is copied.
     *
     * @param status the HTTP status
     * @param location the location, or null
     * @param cookies the {@code Set-Cookie} headers
     */
    public Redirect {
        cookies = List.copyOf(cookies);
    }

    /** Refuses to be written by Jackson, which calls it. */
    @com.fasterxml.jackson.annotation.JsonValue
    @SuppressWarnings("DoNotCallSuggester") // only Jackson calls it
    String refuseMapper() {
        throw GsonAdapter.refusal(this);
    }

    @Override
    public String toString() {
        return "Redirect(" + status + ")";
    }
}
