/**
 * For tests of applications that use Clerk: an in-process Clerk over real HTTP, local signing keys, session tokens, and
 * signed webhook deliveries. It needs no account, no network beyond the loopback interface, and none of the SDK's other
 * modules.
 */
@SuppressWarnings("requires-automatic")
module com.clerk.sdk.testing {
    requires static transitive org.jspecify;
    requires com.google.gson;
    requires mockwebserver3;
    requires okhttp3;

    exports com.clerk.sdk.testing;
}
