package com.clerk.sdk.examples.recipes.ktor

import com.clerk.sdk.ClerkBackend
import com.clerk.sdk.auth.Has.role
import com.clerk.sdk.auth.TokenType
import com.clerk.sdk.web.RequestGuard
import io.ktor.server.application.Application
import io.ktor.server.engine.embeddedServer
import io.ktor.server.netty.Netty
import io.ktor.server.request.receiveText
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.routing
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

// snippet: recipes-ktor-application
fun Application.module(backend: ClerkBackend) {
    clerk(
        RequestGuard.builder(backend)
            .protect("/app/**", "/api/**")
            .require("/admin/**", role("org:admin"))
            .accept("/api/**", TokenType.SESSION_TOKEN, TokenType.API_KEY)
            .build(),
    )
    routing {
        get("/") {
            val auth = call.clerk.auth()
            call.respondText(if (auth == null) "Hello" else "Hello ${auth.subject()}")
        }
        get("/app/me") {
            val user = withContext(Dispatchers.IO) { call.clerk.currentUser() }
            call.respondText("Hello ${user?.firstName()}")
        }
        get("/lock") {
            val admin = call.clerk.require(role("org:admin"))
            call.respondText("Admin ${admin.subject()}")
        }
        get("/admin/hello") { call.respondText("Admin") }
        post("/api/notes") {
            val auth = call.clerk.require()
            call.respondText("${auth.subject()} wrote ${call.receiveText()}")
        }
    }
}

fun main() {
    embeddedServer(Netty, port = 8080) { module(ClerkBackend.fromEnv()) }.start(wait = true)
}
// end
