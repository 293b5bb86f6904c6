package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.Vectors.Case;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.RetryPolicy;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors about calls of the Backend API: paths and answers. */
class ApiVectorsTest {
    /** Cases in which Java has another outcome on purpose. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "api_response: users list = 2 calls", "one call with paginated=true gives the list and its total",
            "api_response: 204 returns null",
                    "what deletes gives an object by the contract, and no answer is no object",
            "api_response: m2m list normalised", "M2M tokens are called under /v1, where Clerk's documents have them");

    private static Case response(String name) {
        return Vectors.of("api_response")
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static VectorServer server(Case vector) {
        return new VectorServer(vector.json().get("http"));
    }

    private static ClerkBackend client(Case vector, VectorServer server) {
        return ClerkBackend.builder()
                .secretKey(Objects.requireNonNull(vector.option("secretKey")).asString())
                .apiUrl(server.url())
                .retryPolicy(RetryPolicy.never())
                .build();
    }

    private static ClerkApiException refusal(Case vector) {
        try (var server = server(vector);
                var clerk = client(vector, server)) {
            var id = Objects.requireNonNull(vector.input("args")).at(0).asString();
            return Objects.requireNonNull(catchThrowableOfType(
                    ClerkApiException.class, () -> clerk.users().get(id)));
        }
    }

    @Test
    void aRefusalHasClerksErrorsAndTraceId() {
        var vector = response("422 error body parsed");
        var refusal = refusal(vector);
        assertThat(refusal.status()).isEqualTo((int)
                Objects.requireNonNull(vector.expected("status")).asLong());
        assertThat(refusal.traceId()).isEqualTo(vector.expectedText("clerkTraceId"));
        var expected = Objects.requireNonNull(vector.expected("errors")).at(0);
        var error = refusal.errors().get(0);
        assertThat(error.code()).isEqualTo(text(expected, "code"));
        assertThat(error.message()).isEqualTo(text(expected, "message"));
        assertThat(error.longMessage()).isEqualTo(text(expected, "longMessage"));
        var meta = Objects.requireNonNull(error.meta());
        assertThat(text(meta, "param_name")).isEqualTo(text(Objects.requireNonNull(expected.get("meta")), "paramName"));
    }

    @Test
    void anInvalidRetryAfterIsIgnored() {
        assertThat(refusal(response("Retry-After invalid ignored")).retryAfter())
                .isNull();
    }

    @Test
    void aCallCarriesKeyAndVersion() {
        var vector = response("request headers sent");
        try (var server = server(vector);
                var clerk = client(vector, server)) {
            clerk.sessions()
                    .get(Objects.requireNonNull(vector.input("args")).at(0).asString());
            var sent = server.received().get(0).getHeaders();
            var expected = Objects.requireNonNull(vector.expected("headers"));
            // A call without a body has no type of content.
            for (var name : new String[] {"authorization", "clerk-api-version"}) {
                assertThat(sent.get(name)).isEqualTo(text(expected, name));
            }
        }
    }

    @Test
    void everyCaseIsHereOrDiffersForAReason() {
        assertThat(Vectors.of("api_response").map(Case::toString))
                .containsAll(DIFFERENT.keySet())
                .hasSize(DIFFERENT.size() + 3);
    }

    /** Paths are not joined in Java: ids fill the places of a template. So only what must be refused says something. */
    static Stream<Case> paths() {
        return Vectors.of("join_paths").filter(vector -> vector.expects("throws"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anIdThatLeavesItsPlaceInAPathIsRefusedBeforeAnyCall(Case vector) {
        var clerk = new ClerkBackend("sk_test_of_this_test");
        var ids = Objects.requireNonNull(vector.input("args")).items();
        var id = ids.get(vector.name().contains("\".\"") ? 1 : ids.size() - 1).asString();
        assertThatIllegalArgumentException().isThrownBy(() -> clerk.users().get(id));
        clerk.close();
    }

    private static String text(JsonValue object, String name) {
        return Objects.requireNonNull(object.get(name)).asString();
    }
}
