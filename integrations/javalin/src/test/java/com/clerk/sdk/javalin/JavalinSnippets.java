package com.clerk.sdk.javalin;

import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.servlet.Clerk;
import com.clerk.sdk.web.RequestGuard;
import io.javalin.Javalin;

/** The snippet of docs/servers.md. */
final class JavalinSnippets {
    private JavalinSnippets() {}

    // snippet: servers-javalin
    static Javalin start(RequestAuthenticator authenticator, int port) {
        return Javalin.create(config -> {
                    var guard = RequestGuard.builder(authenticator).build();
                    var plugin = ClerkPlugin.register(config, guard);
                    config.routes.get("/", context -> context.result("Everybody may see this"));
                    config.routes.get(
                            "/me",
                            context ->
                                    context.result(Clerk.require(context.req()).subject()));
                    config.routes.get(
                            "/admin-only", context -> context.result("Hello admin"), plugin.has(role("org:admin")));
                })
                .start("localhost", port);
    }
    // end
}
