package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.JsonValue;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A signed-out state has the exception that led to it, for a log. */
class SignedOutCauseTest {
    private static SignedOut out(RequestAuthenticator.Builder builder, String token) {
        try (var authenticator = builder.build()) {
            return (SignedOut) authenticator.authenticate(Map.of("authorization", List.of("Bearer " + token)));
        }
    }

    private static RequestAuthenticator.Builder remote(String url) {
        return RequestAuthenticator.builder().secretKey("sk_test_of_this_test").apiUrl(url);
    }

    @Test
    void aBadTokenHasReasonAndCarrier() {
        var cause = out(RequestAuthenticator.builder().jwtKey(TestTokens.pem()), "bad")
                .cause();
        assertThat(cause).isInstanceOfSatisfying(TokenVerificationException.class, failure -> {
            assertThat(failure.reason()).isEqualTo(TokenVerificationReason.TOKEN_INVALID);
            assertThat(failure.carrier()).isEqualTo(TokenCarrier.HEADER);
        });
    }

    @Test
    void keysThatCannotBeLoadedHaveTheConnectionsFailureBehindThem() {
        var builder = remote("http://127.0.0.1:1").clock(TestTokens.CLOCK);
        assertThat(out(builder, TestTokens.token()).cause())
                .isInstanceOf(TokenVerificationException.class)
                .hasRootCauseInstanceOf(ConnectException.class)
                .hasCauseInstanceOf(ClerkConnectionException.class);
    }

    @Test
    void aMachinesTokenHasClerksRefusal() {
        try (var clerk = new VectorServer(JsonValue.parse("[]"))) {
            var builder = remote(clerk.url()).acceptTokens(TokenType.API_KEY);
            assertThat(out(builder, "ak_of_this_test").cause()).isInstanceOf(ClerkApiException.class);
        }
    }

    @Test
    void anAdapterThatFailsHasItsOwnException() {
        try (var authenticator =
                RequestAuthenticator.builder().jwtKey(TestTokens.pem()).build()) {
            var problem = new IllegalStateException("no headers any more");
            var state = (SignedOut) authenticator.authenticate(name -> {
                throw problem;
            });
            assertThat(state.cause()).isSameAs(problem);
        }
    }

    @Test
    void aRequestWithoutATokenHasNoCause() {
        try (var authenticator =
                RequestAuthenticator.builder().jwtKey(TestTokens.pem()).build()) {
            assertThat(((SignedOut) authenticator.authenticate(Map.of())).cause())
                    .isNull();
        }
    }
}
