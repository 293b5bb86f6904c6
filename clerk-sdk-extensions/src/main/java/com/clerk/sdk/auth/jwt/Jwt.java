package com.clerk.sdk.auth.jwt;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A decoded token, whose content is not verified (RFC 7515 section 7.1, compact serialization). Immutable by
 * convention; safe for use by several threads.
 */
public final class Jwt {
    /** Longer than any header that a server accepts; Clerk's tokens have about 1 KB. */
    static final int MAX_LENGTH = 65_536;

    private final byte[] text;
    private final int headerEnd;
    private final int signedLength;
    private final Claims header;
    private final Claims claims;
    private final byte[] signature;

    /** Created on first use. Several threads may create it at the same time, with equal results. */
    private @Nullable Object view;

    private Jwt(byte[] text, int headerEnd, int signedLength, @Nullable KnownHeader known) throws MalformedException {
        this.text = text;
        this.headerEnd = headerEnd;
        this.signedLength = signedLength;
        this.header = known != null && known.isAt(text, headerEnd)
                ? known.claims()
                : Claims.parse(Base64Url.decode(text, 0, headerEnd));
        this.claims = Claims.parse(Base64Url.decode(text, headerEnd + 1, signedLength));
        this.signature = Base64Url.decode(text, signedLength + 1, text.length);
    }

    /**
     * Decodes a token: docs/behaviour.md, section 1.1.
     *
     * @throws JwtException with {@code token-invalid} if the token is malformed
     */
    public static Jwt decode(@Nullable String token) {
        return decode(token, null);
    }

    /** Decodes a token, whose header need not be parsed if it is the known one. */
    static Jwt decode(@Nullable String token, @Nullable KnownHeader known) {
        if (token == null || token.isEmpty()) {
            throw invalid("The token is missing or empty.");
        }
        if (token.length() > MAX_LENGTH) {
            throw invalid("The token is longer than " + MAX_LENGTH + " characters.");
        }
        int headerEnd = token.indexOf('.');
        int signedLength = token.indexOf('.', headerEnd + 1);
        if (headerEnd < 0 || signedLength < 0 || token.indexOf('.', signedLength + 1) >= 0) {
            throw invalid("This is not a JWT: it does not have three parts separated by dots.");
        }
        try {
            // A character outside ISO-8859-1 becomes a question mark, which is not a base64url digit either.
            return new Jwt(token.getBytes(StandardCharsets.ISO_8859_1), headerEnd, signedLength, known);
        } catch (MalformedException e) {
            throw invalid("This is not a JWT: its header, payload or signature could not be decoded.");
        }
    }

    /**
     * Tells whether a text looks like a token: three parts of base64url digits, separated by dots, none of them empty.
     */
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

    /** Returns the header for tokens that have the same one. */
    KnownHeader knownHeader() {
        return new KnownHeader(text, headerEnd, header);
    }

    public Claims claims() {
        return claims;
    }

    /**
     * Returns an object made from the claims, and keeps it for later calls, which must all ask for the same type.
     *
     * @param type the type of the object
     * @param make makes the object from the claims
     */
    public <T> T view(Class<T> type, Function<Claims, T> make) {
        var made = view;
        if (made == null) {
            made = make.apply(claims);
            view = made;
        }
        return type.cast(made);
    }

    /** Returns the id of the key that signed the token ({@code kid}), or null if the token does not name one. */
    @Nullable
    String keyId() {
        return header.text("kid");
    }

    /** Returns the whole token in ASCII. The signature covers its first {@link #signedLength()} bytes. */
    public byte[] text() {
        return text;
    }

    int signedLength() {
        return signedLength;
    }

    public byte[] signature() {
        return signature;
    }
}
