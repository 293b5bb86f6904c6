package com.clerk.sdk.auth.jwt;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A token taken apart, of which nothing is known to be true yet. Protocol: RFC 7515, compact serialization. */
public final class Jwt {
    /** A longer one fits into no header that a server would accept; Clerk's own are about 1 KB. */
    public static final int MAX_LENGTH = 65_536;

    private final byte[] text;
    private final int signedLength;
    private final Claims header;
    private final Claims claims;
    private final byte[] signature;

    /** Made when it is first asked for; two threads may make two that are alike. */
    private @Nullable Object view;

    private Jwt(byte[] text, int headerEnd, int signedLength) throws MalformedException {
        this.text = text;
        this.signedLength = signedLength;
        this.header = Claims.parse(Base64Url.decode(text, 0, headerEnd));
        this.claims = Claims.parse(Base64Url.decode(text, headerEnd + 1, signedLength));
        this.signature = Base64Url.decode(text, signedLength + 1, text.length);
    }

    /** Takes a token apart, or fails with {@code token-invalid}. */
    public static Jwt decode(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            throw invalid("There is no token.");
        }
        if (token.length() > MAX_LENGTH) {
            throw invalid("The token is longer than " + MAX_LENGTH + " characters.");
        }
        int headerEnd = token.indexOf('.');
        int signedLength = token.indexOf('.', headerEnd + 1);
        if (headerEnd < 0 || signedLength < 0 || token.indexOf('.', signedLength + 1) >= 0) {
            throw invalid("The token is no JWT: it does not have three parts separated by dots.");
        }
        try {
            // A character outside ISO-8859-1 becomes a question mark, which base64url has no use for either.
            return new Jwt(token.getBytes(StandardCharsets.ISO_8859_1), headerEnd, signedLength);
        } catch (MalformedException e) {
            throw invalid("The token is no JWT: its header, payload or signature could not be decoded.");
        }
    }

    /** Whether a text has the shape of a token: three parts of base64url, none of them empty. */
    public static boolean isJwtShaped(String text) {
        int dots = 0;
        int partLength = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '.') {
                if (partLength == 0) {
                    return false;
                }
                dots++;
                partLength = 0;
            } else if (Base64Url.isDigit(text.charAt(i))) {
                partLength++;
            } else {
                return false;
            }
        }
        return dots == 2 && partLength > 0;
    }

    private static JwtException invalid(String problem) {
        return new JwtException(JwtError.TOKEN_INVALID, problem);
    }

    public Claims header() {
        return header;
    }

    public Claims claims() {
        return claims;
    }

    /**
     * Returns what the caller makes of the claims, made once for this token. All callers make the same type.
     *
     * @param type the type
     * @param make makes it of the claims
     */
    public <T> T view(Class<T> type, Function<Claims, T> make) {
        var made = view;
        if (made == null) {
            made = make.apply(claims);
            view = made;
        }
        return type.cast(made);
    }

    /** Names the key that signed, or says null if the token does not. */
    @Nullable
    public String keyId() {
        return header.text("kid");
    }

    /** The whole token in ASCII; the first {@link #signedLength()} bytes are signed. */
    public byte[] text() {
        return text;
    }

    public int signedLength() {
        return signedLength;
    }

    public byte[] signature() {
        return signature;
    }
}
