/** A plugin for Javalin 7 that authenticates requests, and roles for its routes. */
module com.clerk.sdk.javalin {
    requires transitive com.clerk.sdk.servlet;
    requires transitive io.javalin;
    requires static transitive org.jspecify;

    exports com.clerk.sdk.javalin;
}
