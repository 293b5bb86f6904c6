/** The Clerk SDK: clients of the Backend, Frontend and Platform API, authentication of requests, and webhooks. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module com.clerk.sdk.extensions {
    requires transitive com.clerk.sdk.generated;
    requires transitive com.clerk.sdk.runtime;
    requires transitive okhttp3;
    requires jdk.httpserver;
    requires static java.desktop;
    requires static transitive java.net.http;
    requires static transitive java.sql;
    requires static transitive org.jspecify;
    requires static com.fasterxml.jackson.annotation;
    requires com.google.gson;
    requires com.nimbusds.jose.jwt;

    exports com.clerk.sdk;
    exports com.clerk.sdk.auth;
    exports com.clerk.sdk.client;
    exports com.clerk.sdk.client.steps;
    exports com.clerk.sdk.webhooks;

    // The adapters that the types of these packages name, which gson creates.
    opens com.clerk.sdk.auth to
            com.google.gson;
    opens com.clerk.sdk.client.steps to
            com.google.gson;
}
