package com.clerk.sdk.auth;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The token types that an authenticator accepts. One accepted type differs from several: if a request has no accepted
 * token, only a single accepted type can be named in the result.
 */
final class AcceptedTokens {
    static final AcceptedTokens ANY = new AcceptedTokens(Set.of(TokenType.values()), null);
    static final AcceptedTokens SESSION = of(TokenType.SESSION_TOKEN);

    private final Set<TokenType> types;
    private final @Nullable TokenType single;

    private AcceptedTokens(Set<TokenType> types, @Nullable TokenType single) {
        this.types = types;
        this.single = single;
    }

    static AcceptedTokens of(TokenType type, TokenType... others) {
        var types = new HashSet<>(List.of(others));
        types.add(type);
        return new AcceptedTokens(Set.copyOf(types), types.size() == 1 ? type : null);
    }

    /** Returns the accepted type if there is only one, else null. */
    @Nullable
    TokenType single() {
        return single;
    }

    boolean has(TokenType type) {
        return types.contains(type);
    }
}
