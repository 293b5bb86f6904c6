package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address to which a person comes back from signing in, behind a proxy and without one. */
@Timeout(120)
class RedirectHostTest {
    private static final Pattern REDIRECT_URL = Pattern.compile("[?&]redirect_url=([^&]+)");

    @ParameterizedTest
    @CsvSource({
        "none, false",
        "framework, false",
        "native, false",
        "none, true",
        "framework, true",
        "native, true",
    })
    void theHeadersOfAProxyCountIfSpringBootIsToldToReadThem(String strategy, boolean reactive) throws Exception {
        var properties = new String[] {
            "clerk.secret-key=" + Keys.SECRET,
            "clerk.publishable-key=" + Keys.PUBLISHABLE,
            "server.forward-headers-strategy=" + strategy
        };
        try (var application = reactive
                ? RunningApplication.reactive(ConditionsTest.Plain.class, properties)
                : RunningApplication.servlet(ConditionsTest.Plain.class, properties)) {
            var response = application.get(
                    "/other?a=%2F",
                    "Accept",
                    "text/html",
                    "Sec-Fetch-Dest",
                    "document",
                    "X-Forwarded-Host",
                    "app.example.com",
                    "X-Forwarded-Proto",
                    "https");
            assertThat(response.statusCode()).isEqualTo(307);
            var location = response.headers().firstValue("Location").orElseThrow();
            var found = REDIRECT_URL.matcher(location);
            assertThat(found.find()).as(location).isTrue();
            var page = strategy.equals("none") ? application.url() : "https://app.example.com";
            assertThat(URLDecoder.decode(found.group(1), StandardCharsets.UTF_8))
                    .isEqualTo(page + "/other?a=%2F");
        }
    }
}
