/** The Clerk SDK: clients of the Backend, Frontend and Platform API, authentication of requests, and webhooks. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module com.clerk.sdk.extensions {
    requires transitive com.clerk.sdk.generated;
    requires transitive com.clerk.sdk.runtime;
    requires transitive okhttp3;
    requires static transitive java.net.http;
    requires static transitive java.sql;
    requires static transitive org.jspecify;
    requires com.nimbusds.jose.jwt;

    exports com.clerk.sdk;
    exports com.clerk.sdk.auth;
    exports com.clerk.sdk.client;
    exports com.clerk.sdk.webhooks;
}
