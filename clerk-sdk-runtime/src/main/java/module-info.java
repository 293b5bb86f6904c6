/**
 * The HTTP calls, the JSON and the errors of the Clerk SDK. This module does not know any endpoint of Clerk: generated
 * code names the endpoints and calls this module through {@code com.clerk.sdk.runtime.http}.
 */
@SuppressWarnings("module") // the modules that runtime.http is exported to are compiled after this one
module com.clerk.sdk.runtime {
    requires transitive okhttp3;
    requires static transitive org.jspecify;
    requires static com.fasterxml.jackson.annotation;
    requires com.google.gson;

    exports com.clerk.sdk.errors;
    exports com.clerk.sdk.runtime;
    exports com.clerk.sdk.runtime.http to
            com.clerk.sdk.generated,
            com.clerk.sdk.extensions;
    // The adapter that generated types name, which gson creates; the reader of JSON, which reads tokens, too.
    exports com.clerk.sdk.runtime.internal to
            com.clerk.sdk.extensions,
            com.clerk.sdk.generated,
            com.clerk.sdk.spring.boot,
            com.clerk.sdk.web,
            com.google.gson;
}
