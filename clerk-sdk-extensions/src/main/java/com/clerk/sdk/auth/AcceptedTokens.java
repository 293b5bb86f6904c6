package com.clerk.sdk.auth;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of token are accepted. Whether one kind or several makes a difference beyond the kinds: of a request that
 * has none of several kinds, nobody can say which kind it lacks.
 */
final class AcceptedTokens {
    static final AcceptedTokens ANY = new AcceptedTokens(Set.of(TokenType.values()), null);
    static final AcceptedTokens SESSION = of(TokenType.SESSION_TOKEN);

    private final Set<TokenType> types;
    private final @Nullable TokenType only;

    private AcceptedTokens(Set<TokenType> types, @Nullable TokenType only) {
        this.types = types;
        this.only = only;
    }

    static AcceptedTokens of(TokenType type, TokenType... others) {
        var types = new HashSet<>(List.of(others));
        types.add(type);
        return new AcceptedTokens(Set.copyOf(types), types.size() == 1 ? type : null);
    }

    /** The one kind that is accepted, or null if there are several. */
    @Nullable
    TokenType only() {
        return only;
    }

    boolean has(TokenType type) {
        return types.contains(type);
    }
}
