package com.clerk.sdk.spring.security.jwt;

import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.auth.TokenVerificationException;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The decoder of Clerk's session tokens for WebFlux, as {@link ClerkJwtDecoder}. No thread waits if Clerk has to be
 * asked for the keys. Immutable and safe for use by several threads.
 */
public final class ReactiveClerkJwtDecoder implements ReactiveJwtDecoder {
    private final SessionTokenVerifier verifier;

    private ReactiveClerkJwtDecoder(SessionTokenVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Returns a decoder.
     *
     * @param verifier verifies the tokens
     * @return the decoder
     */
    public static ReactiveClerkJwtDecoder of(SessionTokenVerifier verifier) {
        return new ReactiveClerkJwtDecoder(Objects.requireNonNull(verifier, "verifier"));
    }

    /**
     * Decodes a token after it was verified. May call Clerk for the keys.
     *
     * @param token the token
     * @return the token with its claims, or an error as in {@link ClerkJwtDecoder#decode}
     */
    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(() -> {
                    var claims = verifier.verifyAsync(token);
                    var known = Mono.fromFuture(claims);
                    // The keys arrive on a thread of the HTTP client, where code of the application must not run.
                    return claims.isDone() ? known : known.publishOn(Schedulers.parallel());
                })
                .map(claims -> SpringJwt.of(token, claims))
                .onErrorMap(TokenVerificationException.class, SpringJwt::refusal);
    }
}
