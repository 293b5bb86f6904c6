package com.clerk.sdk.examples.recipes.ktor

import com.clerk.sdk.web.AccessRefusedException
import com.clerk.sdk.web.GuardDecision
import com.clerk.sdk.web.RequestGuard
import com.clerk.sdk.web.RequestPath
import com.clerk.sdk.web.WebResponse
import io.ktor.http.ContentType
import io.ktor.http.HttpMethod
import io.ktor.http.HttpStatusCode
import io.ktor.http.content.OutgoingContent
import io.ktor.server.application.Application
import io.ktor.server.application.ApplicationCall
import io.ktor.server.application.ApplicationCallPipeline
import io.ktor.server.application.call
import io.ktor.server.request.httpMethod
import io.ktor.server.request.path
import io.ktor.server.request.uri
import io.ktor.server.response.ApplicationSendPipeline
import io.ktor.server.response.respond
import io.ktor.server.response.respondBytes
import io.ktor.util.AttributeKey
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.future.await

// snippet: recipes-ktor-clerk
private val DECISION = AttributeKey<GuardDecision>("clerk")

/** The decision about a call, which knows the caller. */
val ApplicationCall.clerk: GuardDecision get() = attributes[DECISION]

/** Authenticates each call before the routes. No thread waits for Clerk. */
fun Application.clerk(guard: RequestGuard) {
    sendPipeline.intercept(ApplicationSendPipeline.After) { content ->
        call.attributes.getOrNull(DECISION)?.let { call.add(it, content as? OutgoingContent) }
    }
    intercept(ApplicationCallPipeline.Plugins) {
        val (request, path) = try {
            val from = call.request.local
            val url = "${from.scheme}://${call.request.headers["Host"]}${call.request.uri}"
            guard.request(call.request.httpMethod.value, url, call.request.headers::getAll, from.remoteAddress) to
                RequestPath.of(call.request.path())
        } catch (_: IllegalArgumentException) {
            call.send(WebResponse.badRequest("The URL of the request is malformed."))
            return@intercept finish()
        }
        val decision = guard.checkAsync(request, path, Dispatchers.Default.asExecutor()).await()
        decision.response()?.let {
            call.send(it)
            return@intercept finish()
        }
        call.attributes.put(DECISION, decision)
        try {
            proceed()
        } catch (refused: AccessRefusedException) {
            call.send(refused.response())
        }
    }
}

/** Adds cookies to those of the application. No cache may store what may depend on the caller. */
private fun ApplicationCall.add(decision: GuardDecision, content: OutgoingContent?) {
    val headers = response.headers
    decision.headers().filterKeys { it != "cache-control" }.forEach { (name, values) ->
        values.filter { it !in headers.values(name) }.forEach { headers.append(name, it) }
    }
    val own = headers["Cache-Control"] ?: content?.headers?.get("Cache-Control")
    if (own == null || decision.setsCookies()) {
        headers.append("Cache-Control", "private, no-store")
    }
}

private suspend fun ApplicationCall.send(refusal: WebResponse) {
    val headers = refusal.headers().filterKeys { it != "content-type" }
    headers.forEach { (name, values) -> values.forEach { response.headers.append(name, it) } }
    val status = HttpStatusCode.fromValue(refusal.status())
    val type = refusal.headers()["content-type"]?.first()
    if (type == null || request.httpMethod == HttpMethod.Head) {
        respond(status)
    } else {
        respondBytes(refusal.body(), ContentType.parse(type), status)
    }
}
// end
