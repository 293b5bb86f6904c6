package com.clerk.sdk.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names of headers are case-insensitive (RFC 9110 section 5.1), and HTTP/2 has them in lower case. A server may give
 * them in a map that is sensitive to case, and null for a header that is not there.
 */
class RequestHeadersTest {
    private static final String PAGE = "https://app.example.com/app/part";

    private final RequestAuthenticator authenticator =
            TestInstance.authenticator().build();
    private final RequestGuard guard = RequestGuard.builder(authenticator)
            .protect("/app/**")
            .trustForwardedHeaders(true)
            .build();

    @AfterEach
    void close() {
        authenticator.close();
    }

    /** Spells the names of headers as a server gives them. */
    static Stream<Named<Function<String, String>>> spellings() {
        return Stream.of(
                Named.of("as sent", name -> name), Named.of("in lower case", name -> name.toLowerCase(Locale.ROOT)));
    }

    private ClerkRequest request(String method, Function<String, String> spelling, Map<String, String> headers) {
        var spelled = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> spelled.put(spelling.apply(name), List.of(value)));
        Function<String, @Nullable List<String>> strict = spelled::get;
        return guard.request(method, PAGE, strict, "192.0.2.1");
    }

    private GuardDecision check(ClerkRequest request) {
        return guard.check(request, RequestPath.of("/app/part"));
    }

    private static WebResponse refusal(GuardDecision decision) {
        return Objects.requireNonNull(decision.response());
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void htmxLeavesThePage(Function<String, String> spelling) {
        var request = request(
                "GET", spelling, Map.of("HX-Request", "true", "HX-Current-URL", "https://app.example.com/app/whole"));

        assertThat(refusal(check(request)).headers().get("hx-redirect"))
                .containsExactly(
                        "https://app.example.com/sign-in?redirect_url=https%3A%2F%2Fapp.example.com%2Fapp%2Fwhole");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void aLateFormIsOfferedAgain(Function<String, String> spelling) {
        var expired = TestInstance.cookies(TestInstance.token("user_1").expired());
        var request = request(
                "POST",
                spelling,
                Map.of(
                        "Content-Type", "application/x-www-form-urlencoded",
                        "Sec-Fetch-Site", "same-origin",
                        "Sec-Fetch-Dest", "document",
                        "Cookie", expired.substring("Cookie: ".length())));
        var decision = check(request);

        var page = decision.keepingForm(refusal(decision), () -> Map.of("note", List.of("Written slowly")));

        assertThat(page.headers().get("content-type")).containsExactly("text/html; charset=utf-8");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void aPreflightIsKnown(Function<String, String> spelling) {
        var headers = Map.of("Origin", "https://b.example", "Access-Control-Request-Method", "PUT");

        assertThat(RequestGuard.isPreflight(request("OPTIONS", spelling, headers)))
                .isTrue();
        assertThat(RequestGuard.isPreflight(request("OPTIONS", spelling, Map.of())))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void theAddressOfTheClientIsKnown(Function<String, String> spelling) {
        var request = request("GET", spelling, Map.of("X-Forwarded-For", "203.0.113.1, 203.0.113.2"));

        assertThat(guard.clientAddress(request, "192.0.2.1")).isEqualTo("203.0.113.2");
    }

    /** {@link ClerkRequest#headers} may return null for a header that is not there. */
    @ParameterizedTest
    @MethodSource("spellings")
    void aHeaderThatIsNotThereMayBeNull(Function<String, String> spelling) {
        var strict = request("POST", spelling, Map.of("Content-Type", "text/plain"));
        ClerkRequest bare = new ClerkRequest() {
            @Override
            public @Nullable List<String> headers(String name) {
                var values = strict.headers(name);
                return values.isEmpty() ? null : values;
            }

            @Override
            public String method() {
                return "POST";
            }

            @Override
            public String url() {
                return PAGE;
            }
        };
        var decision = check(bare);
        var refusal = refusal(decision);

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(decision.keepingForm(refusal, Map::of)).isSameAs(refusal);
    }
}
