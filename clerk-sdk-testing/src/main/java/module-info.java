/**
 * For tests of applications that use Clerk: an in-process Clerk over real HTTP, signing keys, session tokens, and
 * signed webhook deliveries. It needs no account, uses no network but the loopback interface, and does not depend on
 * the SDK's other modules. Start with the package {@link com.clerk.sdk.testing}.
 */
@SuppressWarnings("requires-automatic")
module com.clerk.sdk.testing {
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires com.google.gson;
    requires com.nimbusds.jose.jwt;
    requires jdk.httpserver;

    exports com.clerk.sdk.testing;
    exports com.clerk.sdk.testing.junit;
}
