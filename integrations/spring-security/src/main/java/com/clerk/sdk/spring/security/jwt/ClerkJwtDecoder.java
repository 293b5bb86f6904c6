package com.clerk.sdk.spring.security.jwt;

import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.auth.TokenVerificationException;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * A decoder of Clerk's session tokens with the keys and all checks of a {@link SessionTokenVerifier}:
 *
 * <pre>{@code
 * http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(ClerkJwtDecoder.of(verifier))));
 * }</pre>
 *
 * <p>It knows the {@code Authorization} header alone: no cookies, no pages and no machine tokens, which
 * {@link com.clerk.sdk.spring.security.ClerkHttpConfigurer} does know. Immutable and safe for use by several threads.
 */
public final class ClerkJwtDecoder implements JwtDecoder {
    private final SessionTokenVerifier verifier;

    private ClerkJwtDecoder(SessionTokenVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Returns a decoder.
     *
     * @param verifier verifies the tokens
     * @return the decoder
     */
    public static ClerkJwtDecoder of(SessionTokenVerifier verifier) {
        return new ClerkJwtDecoder(Objects.requireNonNull(verifier, "verifier"));
    }

    /**
     * Decodes a token after it was verified. May call Clerk for the keys, as {@link SessionTokenVerifier#verify} does.
     *
     * @param token the token
     * @return the token with its claims
     * @throws org.springframework.security.oauth2.jwt.BadJwtException if the token must not be trusted
     * @throws org.springframework.security.oauth2.jwt.JwtException if the keys could not be loaded
     */
    @Override
    public Jwt decode(String token) {
        try {
            return SpringJwt.of(token, verifier.verify(token));
        } catch (TokenVerificationException e) {
            throw SpringJwt.refusal(e);
        }
    }
}
