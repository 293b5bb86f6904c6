package com.clerk.sdk.spring.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/** Both decoders, with the keys that an instance has. */
class ClerkJwtDecoderTest {
    private ClerkServer clerk;
    private SessionTokenVerifier verifier;
    private List<Function<String, Jwt>> decoders;

    @BeforeEach
    void start() {
        clerk = ClerkServer.start();
        verifier = SessionTokenVerifier.builder()
                .apiUrl(clerk.apiUrl())
                .secretKey(clerk.secretKey())
                .publishableKey(clerk.publishableKey())
                .build();
        decoders = List.of(
                ClerkJwtDecoder.of(verifier)::decode,
                token -> ReactiveClerkJwtDecoder.of(verifier).decode(token).block());
    }

    @AfterEach
    void stop() {
        verifier.close();
        clerk.close();
    }

    @Test
    void aTokenKeepsItsClaims() {
        var token = clerk.sessionToken()
                .userId("user_1")
                .organization("org_1", "acme", "org:admin")
                .claim("list", List.of(1, "two", true))
                .claim("half", 0.5)
                .mint();
        for (var decoder : decoders) {
            var jwt = decoder.apply(token);
            assertThat(jwt.getTokenValue()).isEqualTo(token);
            assertThat(jwt.getSubject()).isEqualTo("user_1");
            assertThat(jwt.getHeaders()).containsEntry("alg", "RS256");
            assertThat(jwt.getExpiresAt()).isAfter(Instant.now().minusSeconds(1));
            assertThat(jwt.getIssuedAt()).isBefore(jwt.getExpiresAt());
            assertThat(jwt.getClaimAsMap("o")).containsEntry("id", "org_1");
            assertThat(jwt.<List<?>>getClaim("list")).isEqualTo(List.of(1L, "two", true));
            assertThat(jwt.<Double>getClaim("half")).isEqualTo(0.5);
        }
    }

    @Test
    void aBadTokenIsRefusedWithTheReason() {
        for (var decoder : decoders) {
            assertThatThrownBy(() -> decoder.apply(clerk.expiredSessionToken("user_1")))
                    .isInstanceOf(BadJwtException.class)
                    .hasMessageContaining("expired");
            assertThatThrownBy(() -> decoder.apply("rubbish")).isInstanceOf(BadJwtException.class);
            assertThatThrownBy(() ->
                            decoder.apply(clerk.sessionToken().wrongSignature().mint()))
                    .isInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void aTokenIsNotBadIfTheKeysCannotBeLoaded() {
        clerk.stub("GET /jwks", StubResponse.status(503));
        for (var decoder : decoders) {
            assertThatThrownBy(() -> decoder.apply(clerk.sessionToken("user_1")))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class);
        }
    }
}
