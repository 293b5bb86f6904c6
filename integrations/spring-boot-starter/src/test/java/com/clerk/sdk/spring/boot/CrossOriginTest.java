package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.SessionTokens;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.publisher.Mono;

/** Requests of pages from other origins to an application of WebFlux. */
@Timeout(120)
class CrossOriginTest {
    private static final String ALLOW = "Access-Control-Allow-Origin";
    private static final AtomicInteger CALLS = new AtomicInteger();

    private static RunningApplication start(Class<?> source) {
        CALLS.set(0);
        return RunningApplication.reactive(source, "clerk.jwt-key=" + Keys.PEM, "clerk.api-url=http://127.0.0.1:1");
    }

    private static HttpResponse<String> options(RunningApplication application, String path, String... headers)
            throws Exception {
        return application.send("OPTIONS", path, new byte[0], headers);
    }

    private static HttpResponse<String> preflight(RunningApplication application, String path, String host)
            throws Exception {
        return options(application, path, "Origin", "https://" + host, "Access-Control-Request-Method", "GET");
    }

    @Test
    void controllersAndMappingsDecideAboutOtherOrigins() throws Exception {
        try (var application = start(Application.class)) {
            for (var page : List.of("annotated", "mapped")) {
                var origin = page + ".example.com";
                var preflight = preflight(application, "/" + page, origin);
                assertThat(preflight.statusCode()).as(page).isEqualTo(200);
                assertThat(preflight.headers().allValues(ALLOW)).containsExactly("https://" + origin);
                var foreign = preflight(application, "/" + page, "evil.example");
                assertThat(foreign.statusCode()).as(page).isEqualTo(403);
                assertThat(foreign.headers().firstValue(ALLOW)).isEmpty();
            }
            assertThat(preflight(application, "/neither", "annotated.example.com")
                            .headers()
                            .firstValue(ALLOW))
                    .isEmpty();
            assertThat(CALLS).hasValue(0);

            var token = SessionTokens.signedBy(Keys.INSTANCE).forUser("user_1").mint();
            var answer = application.get(
                    "/annotated", "Origin", "https://annotated.example.com", "Authorization", "Bearer " + token);
            assertThat(answer.body()).isEqualTo("called");
            assertThat(answer.headers().allValues(ALLOW)).containsExactly("https://annotated.example.com");
            assertThat(CALLS).hasValue(1);
        }
    }

    @Test
    void otherRequestsNeedACaller() throws Exception {
        try (var application = start(Application.class)) {
            var origin = "https://annotated.example.com";
            for (var path : List.of("/annotated", "/neither", "/nothing")) {
                assertThat(options(application, path).statusCode()).as(path).isEqualTo(401);
                assertThat(options(application, path, "Origin", origin).statusCode())
                        .as(path)
                        .isEqualTo(401);
                assertThat(options(application, path, "Access-Control-Request-Method", "GET")
                                .statusCode())
                        .as(path)
                        .isEqualTo(401);
                assertThat(application
                                .get(path, "Origin", origin, "Access-Control-Request-Method", "GET")
                                .statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
            assertThat(CALLS).hasValue(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"bean.example.com, 200", "annotated.example.com, 403"})
    void aBeanOfTheApplicationDecidesBeforeThem(String host, int status) throws Exception {
        try (var application = start(WithSource.class)) {
            var origin = "https://" + host;
            var allowed = status == 200 ? List.of(origin) : List.<String>of();
            var preflight = preflight(application, "/annotated", host);
            assertThat(preflight.statusCode()).isEqualTo(status);
            assertThat(preflight.headers().allValues(ALLOW)).isEqualTo(allowed);
            var refused = application.get("/annotated", "Origin", origin);
            assertThat(refused.statusCode()).isEqualTo(status == 200 ? 401 : 403);
            assertThat(refused.headers().allValues(ALLOW)).isEqualTo(allowed);
            assertThat(CALLS).hasValue(0);
        }
    }

    @RestController
    static class Handlers {
        @CrossOrigin("https://annotated.example.com")
        @RequestMapping("/annotated")
        Mono<String> annotated() {
            return called();
        }

        @RequestMapping("/mapped")
        Mono<String> mapped() {
            return called();
        }

        @RequestMapping(
                path = "/neither",
                method = {RequestMethod.GET, RequestMethod.OPTIONS})
        Mono<String> neither() {
            return called();
        }

        private static Mono<String> called() {
            CALLS.incrementAndGet();
            return Mono.just("called");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Handlers.class)
    static class Application implements WebFluxConfigurer {
        @Override
        public void addCorsMappings(CorsRegistry registry) {
            registry.addMapping("/mapped").allowedOrigins("https://mapped.example.com");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Handlers.class)
    static class WithSource {
        @Bean
        CorsConfigurationSource origins() {
            var cors = new CorsConfiguration();
            cors.setAllowedOrigins(List.of("https://bean.example.com"));
            cors.setAllowedMethods(List.of("GET"));
            var source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/**", cors);
            return source;
        }
    }
}
