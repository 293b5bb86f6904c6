package com.clerk.sdk.examples.recipes.vertx;

import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.web.RequestGuard;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

// snippet: recipes-vertx-application
/** An application with the routes that the recipes for Vert.x, Ktor and Quarkus have. */
final class Application {
    private Application() {}

    static Router routes(Vertx vertx, ClerkBackend clerk) {
        var guard = RequestGuard.builder(clerk)
                .protect("/app/**", "/api/**")
                .require("/admin/**", role("org:admin"))
                .accept("/api/**", TokenType.SESSION_TOKEN, TokenType.API_KEY)
                .build();
        var router = Router.router(vertx);
        router.route().handler(new ClerkHandler(guard)).failureHandler(ClerkHandler::sendRefusal);
        router.route().handler(BodyHandler.create());
        router.get("/").handler(ctx -> {
            var auth = ClerkHandler.of(ctx).auth();
            ctx.end(auth == null ? "Hello" : "Hello " + auth.subject());
        });
        router.get("/app/me")
                .handler(ctx -> vertx.executeBlocking(() -> ClerkHandler.of(ctx).currentUser())
                        .onSuccess(user -> ctx.end("Hello " + user.firstName()))
                        .onFailure(ctx::fail));
        router.get("/lock").handler(ctx -> {
            var admin = ClerkHandler.of(ctx).require(role("org:admin"));
            ctx.end("Admin " + admin.subject());
        });
        router.get("/admin/hello").handler(ctx -> ctx.end("Admin"));
        router.post("/api/notes").handler(ctx -> {
            var auth = ClerkHandler.of(ctx).require();
            ctx.end(auth.subject() + " wrote " + ctx.body().asString());
        });
        return router;
    }

    public static void main(String[] args) {
        var vertx = Vertx.vertx();
        vertx.createHttpServer()
                .requestHandler(routes(vertx, ClerkBackend.fromEnv()))
                .listen(8080)
                .onSuccess(server -> System.out.println("http://localhost:" + server.actualPort()));
    }
}
// end
