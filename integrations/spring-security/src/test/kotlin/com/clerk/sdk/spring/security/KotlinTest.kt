package com.clerk.sdk.spring.security

import com.clerk.sdk.auth.RequestAuthenticator
import com.clerk.sdk.auth.SessionAuth
import com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration
import org.springframework.security.config.annotation.web.HttpSecurityDsl
import org.springframework.security.config.annotation.web.builders.HttpSecurity
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity
import org.springframework.security.config.annotation.web.invoke
import org.springframework.security.core.annotation.AuthenticationPrincipal
import org.springframework.security.web.SecurityFilterChain
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RestController
import org.springframework.web.servlet.config.annotation.EnableWebMvc

/** An application in Kotlin, compiled with strict null-safety and with warnings as errors, uses Spring's Kotlin DSL. */
class KotlinTest {
    @RestController
    class Greetings {
        // snippet: spring-kotlin-caller
        @GetMapping("/me")
        fun me(@CurrentCaller user: SessionAuth): String = "${user.userId()} in ${user.orgId() ?: "no organization"}"
        // end

        /** The overload that the compiler chooses shows whether it knows the type as nullable. */
        @GetMapping("/nullness")
        fun nullness(@AuthenticationPrincipal user: SessionAuth): String = nullness(user.userId()) + ", " + nullness(user.orgId())

        private fun nullness(@Suppress("UNUSED_PARAMETER") value: Any): String = "never null"

        @JvmName("nullnessOfNullable")
        private fun nullness(@Suppress("UNUSED_PARAMETER") value: Any?): String = "may be null"

        @GetMapping("/open")
        fun open(): String = "open"
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @EnableWebSecurity
    @EnableClerkSecurity
    open class Application {
        @Bean
        open fun authenticator(): RequestAuthenticator = TestInstance.authenticator().build()

        @Bean
        open fun greetings(): Greetings = Greetings()

        // snippet: spring-kotlin
        @Bean
        open fun application(http: HttpSecurity): SecurityFilterChain {
            http {
                with(clerk()) { withoutRedirects("/assets/**") }
                authorizeHttpRequests {
                    authorize("/open", permitAll)
                    authorize(anyRequest, authenticated)
                }
            }
            return http.build()
        }
        // end
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @EnableWebSecurity
    @EnableClerkSecurity
    open class OwnWord {
        @Bean
        open fun authenticator(): RequestAuthenticator = TestInstance.authenticator().build()

        @Bean
        open fun greetings(): Greetings = Greetings()

        // snippet: spring-kotlin-word
        private fun HttpSecurityDsl.clerk(settings: ClerkHttpConfigurer.() -> Unit = {}) =
            with(ClerkHttpConfigurer.clerk(), settings)

        @Bean
        open fun application(http: HttpSecurity): SecurityFilterChain {
            http {
                clerk { withoutRedirects("/assets/**") }
                authorizeHttpRequests { authorize(anyRequest, authenticated) }
            }
            return http.build()
        }
        // end
    }

    companion object {
        private lateinit var application: TomcatApplication

        @BeforeAll
        @JvmStatic
        fun start() {
            application = TomcatApplication.start(Application::class.java)
        }

        @AfterAll
        @JvmStatic
        fun stop() = application.close()
    }

    @Test
    fun aChainOfTheKotlinDslAuthenticates() {
        assertThat(application.send("GET", "/open").status()).isEqualTo(200)
        assertThat(application.send("GET", "/me").status()).isEqualTo(401)
        assertThat(get("/me")).isEqualTo("user_1 in no organization")
    }

    @Test
    fun theCompilerKnowsWhatMayBeNull() {
        assertThat(get("/nullness")).isEqualTo("never null, may be null")
    }

    @Test
    fun anApplicationMayHaveAWordOfItsOwnForIt() {
        TomcatApplication.start(OwnWord::class.java).use {
            assertThat(it.send("GET", "/me").status()).isEqualTo(401)
            assertThat(it.send("GET", "/me", bearer()).body()).isEqualTo("user_1 in no organization")
        }
    }

    private fun get(path: String): String = application.send("GET", path, bearer()).body()

    private fun bearer(): String = TestInstance.bearer(TestInstance.token("user_1"))
}
