package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.Vectors.Case;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.runtime.JsonValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors about requests: every case, blocking and asynchronous, except those in the table. */
class RequestVectorsTest {
    private static final String NEVER_THROWS = "whatever a request holds ends in a state, so this is signed out";

    /** Cases in which Java has another outcome on purpose. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "authenticate_request: session: missing secret key throws",
            "a JWT key needs no secret key",
            "authenticate_request: handshake token bad signature in dev throws",
            NEVER_THROWS);

    static Stream<Case> cases() {
        return Vectors.of("authenticate_request").filter(vector -> !DIFFERENT.containsKey(vector.toString()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void requestsEndInTheStateOfTheirCase(Case vector) {
        try (var clerk = new VectorServer(vector.json().get("http"));
                var authenticator = authenticator(vector, clerk.url())) {
            check(vector, authenticator.authenticate(request(vector), options(vector)));
            assertThat(clerk.unexpected()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void requestsEndInTheSameStateWithoutBlocking(Case vector) {
        try (var clerk = new VectorServer(vector.json().get("http"));
                var authenticator = authenticator(vector, clerk.url())) {
            check(
                    vector,
                    authenticator
                            .authenticateAsync(request(vector), options(vector))
                            .join());
            assertThat(clerk.unexpected()).isEmpty();
        }
    }

    @Test
    void theCasesThatDifferAreStillThere() {
        assertThat(Vectors.of("authenticate_request").map(Case::toString)).containsAll(DIFFERENT.keySet());
    }

    @Test
    void aJwtKeyNeedsNoSecretKey() {
        var vector = find("authenticate_request: session: missing secret key throws");
        try (var authenticator = authenticator(vector, "https://api.clerk.test")) {
            assertThat(authenticator.authenticate(request(vector)).isSignedIn()).isTrue();
        }
    }

    @Test
    void aBadHandshakeTokenOfADevelopmentInstanceIsExplained() {
        var vector = find("authenticate_request: handshake token bad signature in dev throws");
        try (var clerk = new VectorServer(vector.json().get("http"));
                var authenticator = authenticator(vector, clerk.url())) {
            var state = (SignedOut) authenticator.authenticate(request(vector));
            assertThat(state.reason()).hasToString("token-invalid-signature");
            assertThat(state.message()).contains("localhost");
        }
    }

    private static Case find(String name) {
        return Vectors.of("authenticate_request")
                .filter(vector -> vector.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RequestAuthenticator authenticator(Case vector, String apiUrl) {
        var builder = RequestAuthenticator.builder().clock(vector.clock()).apiUrl(apiUrl);
        Objects.requireNonNull(vector.json().get("options")).entries().forEach((name, value) -> {
            if (!value.isNull()) {
                set(vector, builder, name, value);
            }
        });
        return builder.build();
    }

    /** Sets one option of a case. A case with an option that this does not know is not run as it is meant: it fails. */
    private static void set(Case vector, RequestAuthenticator.Builder builder, String option, JsonValue value) {
        switch (option) {
            case "secretKey" -> builder.secretKey(secretKey(vector, value.asString()));
            case "publishableKey" -> builder.publishableKey(value.asString());
            case "jwtKey" -> builder.jwtKey(value.asString());
            case "isSatellite" -> builder.satellite(value.asBoolean());
            case "satelliteAutoSync" -> builder.satelliteAutoSync(value.asBoolean());
            case "signInUrl" -> builder.signInUrl(value.asString());
            case "domain" -> builder.domain(value.asString());
            case "proxyUrl" -> builder.proxyUrl(value.asString());
            case "authorizedParties" -> builder.authorizedParties(vector.texts(option));
            case "audience" -> builder.audiences(vector.texts(option));
            case "clockSkewInMs" -> builder.clockSkew(Duration.ofMillis(value.asLong()));
            case "acceptsToken" -> assertThat(vector.option(option)).isNotNull(); // for the request: options(vector)
            case "apiUrl", "skipJwksCache" -> {
                // The stub has another URL; every case has an authenticator of its own, with no cached keys.
            }
            default -> throw new AssertionError("This test does not know the option " + option);
        }
    }

    /** Returns a key of the same instance as the publishable key; Java refuses others, and no case is about them. */
    private static String secretKey(Case vector, String key) {
        var publishable = vector.option("publishableKey");
        boolean live = publishable != null && publishable.asString().startsWith("pk_live_");
        return key.startsWith("pk_") || (live && Keys.isOfDevelopment(key)) ? "deadbeef" : key;
    }

    @Test
    void aCaseWithAnUnknownOptionFails() {
        var vector =
                new Case("authenticate_request", JsonValue.parse("{\"options\":{\"secretKey\":\"sk_x\",\"new\":1}}"));
        assertThatThrownBy(() -> authenticator(vector, "https://api.clerk.test"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the option new");
    }

    private static AuthenticateOptions options(Case vector) {
        var accepted = vector.option("acceptsToken");
        if (accepted == null) {
            return AuthenticateOptions.none();
        }
        if (accepted.isString() && accepted.asString().equals("any")) {
            return AuthenticateOptions.acceptAnyToken();
        }
        var types = vector.texts("acceptsToken").stream()
                .map(RequestVectorsTest::type)
                .toList();
        return AuthenticateOptions.acceptTokens(
                types.get(0), types.subList(1, types.size()).toArray(new TokenType[0]));
    }

    private static TokenType type(String value) {
        return Stream.of(TokenType.values())
                .filter(type -> type.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static ClerkRequest request(Case vector) {
        var headers = new HashMap<String, List<String>>();
        Objects.requireNonNull(vector.input("headers"))
                .entries()
                .forEach((name, value) -> headers.put(name, List.of(value.asString())));
        return ClerkRequest.of(vector.inputText("method"), vector.inputText("url"), headers);
    }

    private static void check(Case vector, RequestState state) {
        assertThat(status(state)).isEqualTo(vector.expectedText("status"));
        checkIfGiven(vector, "reason", reason(state));
        checkIfGiven(
                vector,
                "tokenType",
                state.tokenType() == null ? null : state.tokenType().value());
        checkIfGiven(vector, "location", state.location());
        if (vector.expected("cacheControl") != null) {
            // Java says more than the vector: no shared cache may store the response even if it ignores no-store.
            assertThat(first(state, "cache-control")).isEqualTo("private, " + vector.expectedText("cacheControl"));
        }
        if ("".equals(vector.expectedText("message"))) {
            assertThat(message(state)).as("Java explains every reason").isNotEmpty();
        }
        var cookies = vector.expected("setCookie");
        if (cookies != null) {
            assertThat(state.headers().get("set-cookie"))
                    .containsExactlyElementsOf(
                            cookies.items().stream().map(JsonValue::asString).toList());
        }
        var parts = vector.expected("locationContains");
        if (parts != null) {
            parts.items().forEach(part -> assertThat(state.location()).contains(part.asString()));
        }
        var headers = vector.expected("authHeaders");
        if (headers != null) {
            headers.entries()
                    .forEach((name, value) -> assertThat(first(state, name)).isEqualTo(value.asString()));
        }
        var auth = vector.expected("auth");
        if (auth != null && state instanceof SignedIn in) {
            check(auth, in.auth());
        }
    }

    private static void check(JsonValue expected, Auth auth) {
        expected.entries().forEach((name, value) -> {
            switch (name) {
                case "isAuthenticated" -> assertThat(value.asBoolean()).isTrue();
                case "userId" -> assertThat(((SessionAuth) auth).userId()).isEqualTo(value.asString());
                case "sessionId" -> assertThat(((SessionAuth) auth).sessionId()).isEqualTo(value.asString());
                case "subject" -> assertThat(auth.subject()).isEqualTo(value.asString());
                case "tokenType" -> assertThat(auth.tokenType().value()).isEqualTo(value.asString());
                default -> throw new AssertionError("no check of " + name);
            }
        });
    }

    private static void checkIfGiven(Case vector, String name, @Nullable String actual) {
        if (Objects.requireNonNull(vector.json().get("expected")).get(name) != null) {
            assertThat(actual).as(name).isEqualTo(vector.expectedText(name));
        }
    }

    private static String status(RequestState state) {
        if (state instanceof SignedIn) {
            return "signed-in";
        }
        return state instanceof Handshake ? "handshake" : "signed-out";
    }

    private static @Nullable String reason(RequestState state) {
        if (state instanceof SignedOut out) {
            return out.reason().value();
        }
        return state instanceof Handshake handshake ? handshake.reason().value() : null;
    }

    private static @Nullable String message(RequestState state) {
        if (state instanceof SignedOut out) {
            return out.message();
        }
        return state instanceof Handshake handshake ? handshake.message() : null;
    }

    private static @Nullable String first(RequestState state, String header) {
        var values = state.headers().get(header);
        return values == null ? null : values.get(0);
    }
}
