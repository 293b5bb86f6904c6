package com.clerk.sdk.auth.jwt;

import java.util.List;

/** The accepted types ({@code typ}) of a token. Immutable. */
public final class HeaderTypes {
    /** The type {@code JWT}, or a missing type. */
    public static final HeaderTypes JWT = new HeaderTypes(List.of("JWT"), true);

    /** The types of OAuth access tokens (RFC 9068 section 2.1). */
    public static final HeaderTypes ACCESS_TOKEN = new HeaderTypes(List.of("at+jwt", "application/at+jwt"), false);

    private final List<String> accepted;
    private final boolean mayBeAbsent;

    private HeaderTypes(List<String> accepted, boolean mayBeAbsent) {
        this.accepted = accepted;
        this.mayBeAbsent = mayBeAbsent;
    }

    /** Accepts exactly these types, case-sensitive; a token without a type is refused. */
    public static HeaderTypes only(List<String> accepted) {
        return new HeaderTypes(accepted, false);
    }

    /** Tells whether the token has one of these types. */
    public boolean matches(Jwt jwt) {
        return accepted.contains(String.valueOf(jwt.header().get("typ")));
    }

    /**
     * Checks the type of a token, and that it has no critical extensions, which must be refused if they are unknown
     * (RFC 7515 section 4.1.11).
     *
     * @throws JwtException with {@code token-invalid} if the type is not accepted
     */
    public void check(Jwt jwt) {
        var header = jwt.header();
        if (header.has("crit")) {
            throw invalid("The token requires extensions (crit), which Clerk's tokens never do.");
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
