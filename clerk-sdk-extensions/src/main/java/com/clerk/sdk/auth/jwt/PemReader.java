package com.clerk.sdk.auth.jwt;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A reader of the RSA public key in {@code CLERK_JWT_KEY}: PEM (RFC 7468) or the base64 inside it, as
 * SubjectPublicKeyInfo or PKCS#1.
 *
 * <p>It accepts the forms that a key takes in an environment variable: on one line, with {@code \n} as two characters,
 * in quotes. No message contains a part of the key. docs/behaviour.md, section 1.4.
 */
public final class PemReader {
    private static final String ADVICE = " Set it to the instance's RSA public key, which begins with -----BEGIN PUBLIC"
            + " KEY-----: the \"JWKS Public Key\" on the API keys page of the Clerk Dashboard.";

    private static final Map<String, String> OTHER_FORMATS = Map.of(
            "sk_", "is a secret key (sk_…)",
            "pk_", "is a publishable key (pk_…)",
            "{", "is JSON, for which there are jwk(…) and jwks(…)",
            "http", "is a URL",
            "ssh-", "is an SSH key");

    private static final Pattern PEM_BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Pattern LABEL = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Longer than any key; the lengths of DER elements then fit into two bytes. */
    private static final int MAX_LENGTH = 32_768;

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] RSA_IDENTIFIER = HEX.parseHex("300d06092a864886f70d0101010500");
    private static final String EC_OBJECT_ID = "06072a8648ce3d0201";
    private static final String EDWARDS_OBJECT_ID = "06032b6570";

    private PemReader() {}

    /**
     * Parses a key.
     *
     * @throws IllegalArgumentException if it is not an RSA public key with at least 2048 bits; the message says what it
     *     looks like
     */
    public static RSAPublicKey parse(String key) {
        var text = unquoted(key.strip()).replace("\\r", "").replace("\\n", "\n").strip();
        rejectOtherFormats(text);
        return ofDer(decode(text.contains("-----") ? body(text) : text));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"));
        return quoted && text.charAt(0) == text.charAt(text.length() - 1) ? text.substring(1, text.length() - 1) : text;
    }

    private static void rejectOtherFormats(String text) {
        if (text.isEmpty()) {
            throw invalid("is empty");
        }
        if (text.length() > MAX_LENGTH) {
            throw invalid("is longer than " + MAX_LENGTH + " characters");
        }
        OTHER_FORMATS.forEach((start, found) -> {
            if (text.startsWith(start)) {
                throw invalid(found);
            }
        });
    }

    private static String body(String text) {
        var block = PEM_BLOCK.matcher(text);
        if (block.matches()) {
            var label = block.group(1);
            if (!label.equals("PUBLIC KEY") && !label.equals("RSA PUBLIC KEY")) {
                throw invalid("is a PEM block of another type, " + label);
            }
            return block.group(2);
        }
        // An encrypted private key has header lines (RFC 1421), so the block does not match; its label still tells the
        // type.
        var label = LABEL.matcher(text);
        if (label.find() && label.group(1).contains("PRIVATE")) {
            throw invalid("is a PEM block of another type, " + label.group(1));
        }
        throw invalid("is not one complete PEM block: it is cut off, or there is more than one");
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(BLANKS.matcher(base64).replaceAll(""));
        } catch (IllegalArgumentException e) {
            throw invalid("is not base64");
        }
    }

    private static RSAPublicKey ofDer(byte[] der) {
        int start = contentStart(der);
        if (start < 0) {
            throw invalid("is base64, but not of a key");
        }
        if (der[start] != INTEGER) {
            return ofSpki(der);
        }
        // RFC 8017 appendix A.1: a private key begins with a version of one byte, a public key with its modulus.
        if (der[start + 1] == 1) {
            throw invalid("is a private key, which is never needed here; treat it as leaked if it is in use");
        }
        return ofSpki(wrapInSpki(der));
    }

    private static RSAPublicKey ofSpki(byte[] der) {
        try {
            return RsaKeys.ofSpki(der);
        } catch (GeneralSecurityException e) {
            throw invalid(otherKey(HEX.formatHex(der)));
        }
    }

    private static String otherKey(String hex) {
        if (hex.contains(EC_OBJECT_ID)) {
            return "is an elliptic-curve key (EC)";
        }
        return hex.contains(EDWARDS_OBJECT_ID) ? "is an Edwards-curve key (Ed25519)" : "is not an RSA public key";
    }

    /** Returns the index of the first element in the outer sequence, or -1 if there is none. */
    private static int contentStart(byte[] der) {
        if (der.length < 2 || der[0] != SEQUENCE) {
            return -1;
        }
        int start = der[1] >= 0 ? 2 : 2 + (der[1] & 0x7f);
        return start + 1 < der.length ? start : -1;
    }

    /** Wraps a PKCS#1 key (RFC 8017 appendix A.1.1) in a SubjectPublicKeyInfo, which Java reads. */
    private static byte[] wrapInSpki(byte[] pkcs1) {
        var bits = new ByteArrayOutputStream();
        bits.write(0);
        bits.writeBytes(pkcs1);
        var content = new ByteArrayOutputStream();
        content.writeBytes(RSA_IDENTIFIER);
        writeElement(content, 0x03, bits.toByteArray());
        var out = new ByteArrayOutputStream();
        writeElement(out, SEQUENCE, content.toByteArray());
        return out.toByteArray();
    }

    private static void writeElement(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        // X.690 section 10.1: DER requires the shortest form of a length.
        if (content.length >= 0x100) {
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
    }

    private static IllegalArgumentException invalid(String found) {
        return new IllegalArgumentException("The JWT key " + found + "." + ADVICE);
    }
}
