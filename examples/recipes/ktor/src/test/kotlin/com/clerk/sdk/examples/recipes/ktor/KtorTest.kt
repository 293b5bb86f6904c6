package com.clerk.sdk.examples.recipes.ktor

import com.clerk.sdk.examples.recipes.RecipeClerk
import com.clerk.sdk.examples.recipes.RequestTable
import io.ktor.http.ContentType
import io.ktor.server.engine.embeddedServer
import io.ktor.server.netty.Netty
import io.ktor.server.response.header
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll

/** The recipe for Ktor. */
class KtorTest : RequestTable() {
    override fun clerk() = clerk

    override fun port() = port

    companion object {
        private val clerk = RecipeClerk()
        private val client = clerk.client()
        private val server = embeddedServer(Netty, port = 0, host = "localhost") {
            module(client)
            routing {
                get("/api/thread") { call.respondText(Thread.currentThread().name) }
                get("/public") {
                    call.response.header("Cache-Control", "public, max-age=600")
                    call.response.header("Set-Cookie", "own=1; Path=/")
                    call.respondText("public", ContentType.Text.Plain)
                }
            }
        }
        private var port = 0

        @BeforeAll
        @JvmStatic
        fun start() {
            server.start()
            port = runBlocking { server.engine.resolvedConnectors().first().port }
        }

        @AfterAll
        @JvmStatic
        fun stop() {
            server.stop(0, 1_000)
            client.close()
            clerk.close()
        }
    }
}
