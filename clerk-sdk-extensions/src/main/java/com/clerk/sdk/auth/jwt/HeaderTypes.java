package com.clerk.sdk.auth.jwt;

import java.util.List;

/** Which types ({@code typ}) of token are accepted. */
public final class HeaderTypes {
    /** {@code JWT}, or no type at all. */
    public static final HeaderTypes JWT = new HeaderTypes(List.of("JWT"), true);

    /** OAuth access tokens (RFC 9068 section 2.1). */
    public static final HeaderTypes ACCESS_TOKEN = new HeaderTypes(List.of("at+jwt", "application/at+jwt"), false);

    private final List<String> accepted;
    private final boolean mayBeAbsent;

    private HeaderTypes(List<String> accepted, boolean mayBeAbsent) {
        this.accepted = accepted;
        this.mayBeAbsent = mayBeAbsent;
    }

    /** Exactly these types, upper and lower case told apart; a token without a type is refused. */
    public static HeaderTypes only(List<String> accepted) {
        return new HeaderTypes(accepted, false);
    }

    /** Whether a token says that it is of one of these types. */
    public boolean has(Jwt jwt) {
        return accepted.contains(String.valueOf(jwt.header().get("typ")));
    }

    /** Fails with {@code token-invalid} unless the type fits. */
    public void check(Jwt jwt) {
        var header = jwt.header();
        if (header.has("crit")) {
            throw invalid("The token demands extensions (crit) that no Clerk token has.");
        }
        if (mayBeAbsent && !header.has("typ")) {
            return;
        }
        var type = header.text("typ");
        if (type == null || !accepted.contains(type)) {
            throw invalid("The token's type (typ) is " + LogSafe.value(header.get("typ")) + ". Expected "
                    + LogSafe.values(accepted) + ".");
        }
    }

    private static JwtException invalid(String problem) {
        return new JwtException(JwtError.TOKEN_INVALID, problem);
    }
}
