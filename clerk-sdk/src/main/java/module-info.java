/**
 * The Clerk SDK for Java: the one module to require. It holds no class of its own and passes on the modules of the SDK.
 * {@link com.clerk.sdk.ClerkBackend}, {@link com.clerk.sdk.auth.RequestAuthenticator} and
 * {@link com.clerk.sdk.webhooks.ClerkWebhooks} are the places to start.
 */
module com.clerk.sdk {
    requires transitive com.clerk.sdk.extensions;
}
