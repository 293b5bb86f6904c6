package com.clerk.sdk.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Clerk sends a browser. The SDK follows no redirect: what the address holds is for the browser that asked.
 * {@link #toString()} shows the status only, since addresses can hold tokens.
 *
 * @param status the HTTP status, such as 303; 200 when Clerk answered without a redirect
 * @param location the address as Clerk gave it, or null without a redirect
 * @param cookies the {@code Set-Cookie} headers to pass on to the browser, in order; they can hold tokens
 */
public record Redirect(int status, @Nullable String location, List<String> cookies) {
    /**
     * Copies the list.
     *
     * @param status the HTTP status
     * @param location the address, or null
     * @param cookies the cookies
     */
    public Redirect {
        cookies = List.copyOf(cookies);
    }

    @Override
    public String toString() {
        return "Redirect(" + status + ")";
    }
}
