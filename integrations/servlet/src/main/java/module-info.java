/** A filter and a webhook servlet for containers of Jakarta Servlet 5.0 to 6.1. */
module com.clerk.sdk.servlet {
    requires transitive com.clerk.sdk.web;
    requires transitive jakarta.servlet;
    // For RequireAuth alone.
    requires static jakarta.ws.rs;
    requires static transitive org.jspecify;

    exports com.clerk.sdk.servlet;

    provides jakarta.ws.rs.core.Feature with
            com.clerk.sdk.servlet.RequireAuthFeature;
}
