package com.clerk.sdk.servlet;

import com.clerk.sdk.web.GuardDecision;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** A request that was authenticated, with its response. An attribute of the request holds it. */
final class GuardedCall {
    private static final String CACHE_CONTROL = "Cache-Control";

    private final GuardDecision decision;
    private final HttpServletResponse response;
    private final @Nullable String checkedPath;

    /**
     * Keeps a decision.
     *
     * @param checkedPath the path that the decision let through, or null if no path was checked
     */
    GuardedCall(GuardDecision decision, HttpServletResponse response, @Nullable String checkedPath) {
        this.decision = decision;
        this.response = response;
        this.checkedPath = checkedPath;
    }

    @Nullable
    String checkedPath() {
        return checkedPath;
    }

    GuardDecision decision() {
        return decision;
    }

    /**
     * Returns the decision to an application that asks who the caller is. The answer then depends on the caller, so no
     * cache may store it, unless the application says so itself.
     */
    GuardDecision asked() {
        if (!response.isCommitted() && !response.containsHeader(CACHE_CONTROL)) {
            response.setHeader(CACHE_CONTROL, "private, no-store");
        }
        return decision;
    }

    @Override
    public String toString() {
        return decision.toString();
    }
}
