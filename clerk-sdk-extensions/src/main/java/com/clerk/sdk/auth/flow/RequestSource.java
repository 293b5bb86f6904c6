package com.clerk.sdk.auth.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a request that authentication reads. */
public interface RequestSource {
    /** Returns all values of a header by its name in lower case. */
    List<String> headers(String name);

    /** Returns the method, or null if the server does not serve pages. */
    @Nullable
    String method();

    /** Returns the absolute URL as the server sees it, or null if the server does not serve pages. */
    @Nullable
    String url();

    /** Tells whether the URL is the one that the browser sees, so that no header may change it. */
    boolean hasExternalUrl();
}
