package com.clerk.sdk.examples.recipes.vertx;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.examples.recipes.RecipeClerk;
import com.clerk.sdk.examples.recipes.RequestTable;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The recipe for Vert.x. */
class VertxTest extends RequestTable {
    private static final RecipeClerk CLERK = new RecipeClerk();
    private static final ClerkBackend CLIENT = CLERK.client();
    private static final Vertx VERTX = Vertx.vertx();
    private static int port;

    @BeforeAll
    static void start() {
        var router = Application.routes(VERTX, CLIENT);
        router.get("/api/thread").handler(ctx -> ctx.end(Thread.currentThread().getName()));
        router.get("/public").handler(ctx -> {
            ctx.response().putHeader("cache-control", "public, max-age=600");
            ctx.response().putHeader("set-cookie", "own=1; Path=/").end("public");
        });
        HttpServer server = VERTX.createHttpServer().requestHandler(router);
        port = server.listen(0, "localhost").await().actualPort();
    }

    @AfterAll
    static void stop() {
        VERTX.close().await();
        CLIENT.close();
        CLERK.close();
    }

    @Override
    protected RecipeClerk clerk() {
        return CLERK;
    }

    @Override
    protected int port() {
        return port;
    }
}
