package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.LIVE_KEY;
import static com.clerk.sdk.auth.TestInstances.LIVE_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.expired;
import static com.clerk.sdk.auth.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.errors.ClerkDecodingException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer of more than 1 MB is not kept in memory, although it would sign somebody in: the state has a reason. */
class OversizedAnswersTest {
    private static final String FILLER = "{\"filler\":\"" + "x".repeat(1 << 20) + "\",";

    static Stream<Arguments> lookups() {
        var cookie = "\"__session=" + token() + "\"";
        var nonce = TestRequest.page(TestRequest.PAGE + "?__clerk_handshake_nonce=n");
        var refresh =
                TestRequest.page().cookies(UAT + "; __session=" + expired() + "; __refresh_" + LIVE_SUFFIX + "=secret");
        return Stream.of(true, false)
                .flatMap(ofClient -> Stream.of(
                        Arguments.of(
                                ofClient,
                                "/v1/clients/handshake_payload",
                                "{\"directives\":[" + cookie + "]}",
                                nonce,
                                "signed-out session-token-missing"),
                        Arguments.of(
                                ofClient,
                                "/v1/sessions/sess_test/refresh",
                                "{\"cookies\":[" + cookie + "]}",
                                refresh,
                                "handshake session-token-expired-refresh-unexpected-sdk-error"),
                        Arguments.of(
                                ofClient,
                                "/api_keys/verify",
                                "{\"id\":\"ak_1\",\"subject\":\"user_1\"}",
                                TestRequest.api().bearer("ak_opaque"),
                                "signed-out unexpected-error")));
    }

    @ParameterizedTest(name = "{1}, of a client: {0}")
    @MethodSource("lookups")
    void anAnswerThatIsTooLargeIsRefused(
            boolean ofClient, String path, String answer, ClerkRequest request, String verdict) {
        try (var clerk = new TestClerk();
                var client = client(clerk);
                var separate = configured(RequestAuthenticator.builder())
                        .secretKey(SECRET)
                        .apiUrl(clerk.url())
                        .build()) {
            var authenticator = ofClient ? client.authenticator() : separate;
            clerk.answers(path, answer);
            assertThat(verdict(authenticator, request)).isEqualTo("signed-in");
            clerk.answers(path, answer.replaceFirst("\\{", FILLER));
            var state = stateOf(authenticator, request);
            assertThat(verdict(state)).isEqualTo(verdict);
            if (state instanceof SignedOut out) {
                assertThat(out.cause()).isInstanceOf(ClerkDecodingException.class);
            }
        }
    }

    private static ClerkBackend client(TestClerk clerk) {
        return ClerkBackend.builder()
                .secretKey(SECRET)
                .apiUrl(clerk.url())
                .authentication(OversizedAnswersTest::configured)
                .build();
    }

    private static RequestAuthenticator.Builder configured(RequestAuthenticator.Builder builder) {
        return builder.jwtKey(TestTokens.pem())
                .publishableKey(LIVE_KEY)
                .clock(TestTokens.CLOCK)
                .acceptAnyToken();
    }
}
