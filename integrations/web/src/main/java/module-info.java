/** The parts that the adapters of web servers share, and the adapter for the HTTP server of the JDK. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module com.clerk.sdk.web {
    requires transitive com.clerk.sdk.extensions;
    requires static transitive jdk.httpserver;
    requires static transitive org.jspecify;
    requires com.google.gson;
    requires okhttp3;
    requires okio;

    exports com.clerk.sdk.web;
    exports com.clerk.sdk.web.httpserver;
}
