package com.clerk.sdk.auth.flow;

/** Access for tests of other packages to the parts of a context. */
public final class ContextParts {
    private ContextParts() {}

    /** Returns the cookies of the session, as they were chosen. */
    public record Cookies(boolean suffixed, String session, int clientUat, String devBrowser, String refresh) {}

    public static Cookies cookies(AuthenticationContext context) {
        var cookies = context.cookies();
        return new Cookies(
                cookies.suffixed(), cookies.session(), cookies.clientUat(), cookies.devBrowser(), cookies.refresh());
    }

    public static Instance instance(AuthenticationContext context) {
        return context.instance();
    }
}
