package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.Vectors.Case;
import com.clerk.sdk.auth.flow.MachineTokenKind;
import com.clerk.sdk.runtime.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors about tokens of machines. */
class MachineVectorsTest {
    static Stream<Case> cases() {
        return Vectors.of("machine_verify");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tokensOfMachinesAreVerified(Case vector) {
        try (var clerk = new VectorServer(vector.json().get("http"))) {
            var type = type(vector);
            try (var authenticator = authenticator(vector, clerk.url(), type)) {
                var state = authenticator.authenticate(Map.of("authorization", List.of("Bearer " + token(vector))));
                check(vector, state);
            }
            assertThat(clerk.unexpected()).isEmpty();
            checkRequest(vector, clerk);
        }
    }

    private static String token(Case vector) {
        return vector.inputText("token");
    }

    /** Returns the kind in the case, or the form of the token if a request would not be decided by it. */
    private static TokenType type(Case vector) {
        var expected = vector.expectedText("tokenType");
        var found = MachineTokenKind.of(token(vector));
        return Stream.of(TokenType.values())
                .filter(type -> type.value().equals(expected))
                .findFirst()
                .orElseGet(() -> TokenType.of(Objects.requireNonNull(found)));
    }

    private static RequestAuthenticator authenticator(Case vector, String apiUrl, TokenType type) {
        var builder = RequestAuthenticator.builder()
                .clock(vector.clock())
                .apiUrl(apiUrl)
                .acceptTokens(type);
        var secret = vector.option("secretKey");
        if (secret != null) {
            builder.secretKey(secret.asString());
        }
        var machineSecret = vector.option("machineSecretKey");
        if (machineSecret != null) {
            builder.machineSecretKey(machineSecret.asString());
        }
        var key = vector.option("jwtKey");
        if (key != null) {
            builder.jwtKey(key.asString());
        }
        return builder.build();
    }

    private static void check(Case vector, RequestState state) {
        if (!vector.expects("ok")) {
            var out = (SignedOut) state;
            var code = vector.expectedText("code");
            // A text that is not a JWT is not a machine token in a request, so the verifier of machine tokens never
            // sees it.
            if (code != null && MachineTokenKind.of(token(vector)) != null) {
                assertThat(out.reason()).hasToString(code);
                assertThat(out.message()).contains("code=" + code);
            }
            return;
        }
        var auth = ((SignedIn) state).auth();
        assertThat(auth.token()).isEqualTo(token(vector));
        var data = vector.expected("data");
        if (data != null) {
            data.entries().forEach((name, value) -> check(name, value, auth));
        }
    }

    private static void check(String name, JsonValue expected, Auth auth) {
        switch (name) {
            case "id" -> assertThat(id(auth)).isEqualTo(expected.asString());
            case "subject" -> assertThat(auth.subject()).isEqualTo(expected.asString());
            case "scopes" ->
                assertThat(auth.scopes())
                        .isEqualTo(expected.items().stream()
                                .map(JsonValue::asString)
                                .toList());
            case "clientId" -> assertThat(((OAuthAuth) auth).clientId()).isEqualTo(expected.asString());
            case "claims" -> assertThat(((M2mAuth) auth).claims()).isEqualTo(expected);
            // Java does not report this: without a valid token there is no signed-in state.
            case "type", "revoked", "expired", "expiration", "createdAt", "updatedAt" -> {}
            default -> throw new AssertionError("no check of " + name);
        }
    }

    private static String id(Auth auth) {
        if (auth instanceof ApiKeyAuth key) {
            return key.id();
        }
        return auth instanceof M2mAuth machine ? machine.id() : ((OAuthAuth) auth).id();
    }

    private static void checkRequest(Case vector, VectorServer clerk) {
        var expected = vector.expected("request");
        if (expected == null) {
            return;
        }
        var request = clerk.received().get(0);
        var authorization = expected.get("authorization");
        if (authorization != null) {
            assertThat(request.getHeaders().get("Authorization")).isEqualTo(authorization.asString());
        }
        var body = expected.get("body");
        if (body != null) {
            assertThat(JsonValue.parse(Objects.requireNonNull(request.getBody()).utf8()))
                    .isEqualTo(body);
        }
    }
}
