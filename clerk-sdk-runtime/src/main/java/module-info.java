/**
 * Carries the HTTP calls and the JSON of the Clerk SDK. It knows no endpoint of Clerk's: generated code names those,
 * and speaks to this module through {@code com.clerk.sdk.runtime.spi}.
 */
@SuppressWarnings("module") // the modules that the spi is exported to are compiled after this one
module com.clerk.sdk.runtime {
    requires transitive okhttp3;
    requires static transitive org.jspecify;
    requires com.google.gson;

    exports com.clerk.sdk.runtime;
    exports com.clerk.sdk.runtime.spi to
            com.clerk.sdk.generated,
            com.clerk.sdk.extensions;
}
