package com.example.kotlin

import com.clerk.sdk.ClerkBackend
import com.clerk.sdk.auth.RequestAuthenticator
import com.clerk.sdk.auth.SignedIn
import com.clerk.sdk.errors.NotFoundException
import com.clerk.sdk.testing.ClerkServer
import com.clerk.sdk.testing.WebhookSigner
import com.clerk.sdk.webhooks.ClerkWebhooks
import com.clerk.sdk.webhooks.DeliveryStore
import com.clerk.sdk.webhooks.WebhookHandler
import com.clerk.sdk.webhooks.event.UserDeleted
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A program in Kotlin uses the SDK, compiled with strict null-safety and with warnings as errors. */
class KotlinConsumerTest {
    private val server = ClerkServer.start()
    private val clerk = ClerkBackend.builder().secretKey(server.secretKey()).apiUrl(server.apiUrl()).build()

    @AfterEach
    fun stop() {
        clerk.close()
        server.close()
    }

    /** The overload that the compiler chooses shows whether it knows the type as nullable. */
    @Test
    fun theCompilerKnowsWhatMayBeNull() {
        val user = clerk.users().create { it.firstName("Ada").emailAddress("ada@example.com") }

        assertEquals("never null", nullness(user.id()))
        assertEquals("may be null", nullness(user.firstName()))
        assertEquals("may be null", nullness(user.primaryEmailAddress()))
        assertEquals("never null", nullness(clerk.users().list().items()))
        assertEquals("never null", nullness(clerk.users().list().items()[0]))
    }

    private fun nullness(@Suppress("UNUSED_PARAMETER") value: Any): String = "never null"

    @JvmName("nullnessOfNullable")
    private fun nullness(@Suppress("UNUSED_PARAMETER") value: Any?): String = "may be null"

    @Test
    fun callsReadAsKotlin() {
        val ada = clerk.users().create { it.firstName("Ada").emailAddress("ada@example.com") }
        clerk.users().update(ada.id()) { it.lastName("Lovelace") }

        val names = clerk.users().list().autoPager().map { "${it.firstName()} ${it.lastName()}" }
        assertEquals(listOf("Ada Lovelace"), names)
        val email: String? = ada.primaryEmailAddress()?.emailAddress()
        assertEquals("ada@example.com", email)
        assertThrows(NotFoundException::class.java) { clerk.users().get("user_absent") }
    }

    @Test
    fun aRequestIsAuthenticated() {
        val authenticator = RequestAuthenticator.builder().secretKey(server.secretKey()).jwtKey(server.publicKeyPem()).build()
        val state = authenticator.authenticate(mapOf("Authorization" to listOf("Bearer " + server.sessionToken("user_1"))))

        val subject = when (state) {
            is SignedIn -> state.auth().subject()
            else -> null
        }
        assertEquals("user_1", subject)
    }

    @Test
    fun aDeliveryIsHandledOnce() {
        val signer = WebhookSigner.create()
        val webhooks = ClerkWebhooks.of(signer.secret())
        val deleted = mutableListOf<String?>()
        val handler = WebhookHandler.builder()
            .on(UserDeleted::class.java) { deleted += it.data().id() }
            .deliveries(DeliveryStore.inMemory(10))
            .build()
        val delivery = signer.event("user.deleted", """{"id":"user_1","deleted":true}""")
        val headers = delivery.headers().mapValues { it.value[0] }

        assertTrue(handler.handle(webhooks.verify(delivery.body(), headers)))
        assertTrue(!handler.handle(webhooks.verify(delivery.body()) { headers[it] }))
        assertEquals(listOf<String?>("user_1"), deleted)
    }
}
