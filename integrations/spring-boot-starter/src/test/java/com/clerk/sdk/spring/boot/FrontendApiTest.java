package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.web.FrontendApiProxy;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Clerk's Frontend API below a path of an application, in the chain that the starter makes. */
@Timeout(120)
class FrontendApiTest {
    private static final String SECRET = "clerk.secret-key=" + Keys.SECRET;

    private static int port;

    private HttpServer clerk;

    @BeforeEach
    void start() throws IOException {
        clerk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        clerk.createContext("/", exchange -> {
            var body = exchange.getRequestURI().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        clerk.start();
        port = clerk.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        clerk.stop(0);
    }

    private static RunningApplication application(boolean reactive, Class<?> source, String... properties) {
        return reactive
                ? RunningApplication.reactive(source, properties)
                : RunningApplication.servlet(source, properties);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theProxyAnswersBeforeAuthenticationAndCsrf(boolean reactive) throws Exception {
        try (var application = application(reactive, WithProxy.class, SECRET)) {
            var response = application.send("POST", "/__clerk/v1/client?x=%2F", new byte[] {1});
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("/v1/client?x=%2F");
            assertThat(application.get("/other").statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onePropertyTurnsItOn(boolean reactive) throws Exception {
        try (var application = application(
                reactive,
                ConditionsTest.Plain.class,
                SECRET,
                "clerk.frontend-api-proxy.enabled=true",
                "clerk.frontend-api-proxy.path=/auth/clerk")) {
            var proxy = application.context().getBean(FrontendApiProxy.class);
            assertThat(proxy.serves("/auth/clerk/v1/client")).isTrue();
            assertThat(proxy.serves("/__clerk/v1/client")).isFalse();
        }
    }

    @Test
    void withoutTheProxyThePathIsLikeOthers() throws Exception {
        try (var application = RunningApplication.servlet(ConditionsTest.Plain.class, SECRET)) {
            assertThat(application.get("/__clerk/v1/client").statusCode()).isEqualTo(401);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ConditionsTest.Plain.class)
    static class WithProxy {
        @Bean
        FrontendApiProxy proxy() {
            return FrontendApiProxy.builder(Keys.SECRET)
                    .frontendApiUrl("http://127.0.0.1:" + port)
                    .build();
        }
    }
}
