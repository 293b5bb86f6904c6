package com.clerk.sdk.auth.jwt;

import static com.clerk.sdk.auth.TestTokens.CLOCK;
import static com.clerk.sdk.auth.TestTokens.KEYS;
import static com.clerk.sdk.auth.TestTokens.KEY_ID;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.jwks;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A token that begins like the last valid one shares its header. */
class KnownHeaderTest {
    private static final ClaimRules RULES = new ClaimRules(Set.of(), Set.of(), Set.of(), Duration.ZERO, CLOCK);

    private final JwtVerifier verifier = new JwtVerifier(
            HeaderTypes.JWT, jwt -> {}, VerificationKeys.ofJwks(jwks(Map.of(KEY_ID, KEYS))), new TokenCache(0));

    private Claims headerOf(String token) {
        return verifier.decode(token, RULES).jwt().header();
    }

    private Claims verifiedHeader(String token) {
        return verifier.verify(token, RULES, ClerkLookups.BLOCKING).header();
    }

    @Test
    void theHeaderOfTheLastValidTokenIsParsedOnce() {
        var known = verifiedHeader(signed(header(), claims()));

        assertThat(verifiedHeader(signed(header(), with(claims(), "jti", "another"))))
                .isSameAs(known);
    }

    @Test
    void anotherHeaderIsParsedAndKnownOnceItsTokenIsValid() {
        var known = verifiedHeader(signed(header(), claims()));
        var token = signed(with(header(), "x", 1), claims());

        var other = verifiedHeader(token);

        assertThat(other).isNotSameAs(known);
        assertThat(other.get("x")).isEqualTo(1L);
        assertThat(headerOf(token)).isSameAs(other);
        assertThat(headerOf(signed(header(), claims()))).isNotSameAs(known);
    }

    @Test
    void theHeaderOfAForgedTokenIsNeverKnown() {
        var known = verifiedHeader(signed(header(), claims()));
        var other = signed(with(header(), "x", 1), claims());
        var forged = other.substring(0, other.lastIndexOf('.'))
                + signed(header(), claims())
                        .substring(signed(header(), claims()).lastIndexOf('.'));

        assertThatThrownBy(() -> verifiedHeader(forged)).isInstanceOf(JwtException.class);

        assertThat(headerOf(forged)).isNotSameAs(headerOf(forged));
        assertThat(headerOf(signed(header(), claims()))).isSameAs(known);
    }

    @Test
    void aHeaderThatOnlyBeginsLikeTheKnownOneIsParsed() {
        var token = signed(header(), claims());
        verifiedHeader(token);

        assertThatThrownBy(() -> headerOf(token.replaceFirst("\\.", "e.")))
                .isInstanceOf(JwtException.class)
                .hasMessageContaining("could not be decoded");
        assertThatThrownBy(() -> headerOf(token.substring(1))).isInstanceOf(JwtException.class);
        assertThatThrownBy(() ->
                        headerOf(token.substring(0, token.indexOf('.') - 1) + token.substring(token.indexOf('.'))))
                .isInstanceOf(JwtException.class);
    }
}
