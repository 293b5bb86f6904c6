package com.clerk.sdk.auth.jwt;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the key that {@code CLERK_JWT_KEY} holds: PEM or the base64 inside it, as SubjectPublicKeyInfo or PKCS#1. Takes
 * it as it survives an environment variable: on one line, with {@code \n} in two characters, in quotes. No message
 * holds a part of a key.
 */
public final class PemKeys {
    private static final String NEEDED = " Needed is the instance's RSA public key, which begins with -----BEGIN PUBLIC"
            + " KEY-----: the \"JWKS Public Key\" on the API keys page of the Clerk Dashboard.";

    private static final Map<String, String> MIX_UPS = Map.of(
            "sk_", "is a secret key (sk_…)",
            "pk_", "is a publishable key (pk_…)",
            "{", "is JSON; for that use jwk(…) or jwks(…)",
            "http", "is a URL",
            "ssh-", "is an SSH key");

    private static final Pattern ARMOUR =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Pattern LABEL = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** No key is as long, and lengths up to here fit into two bytes. */
    private static final int MAX_LENGTH = 32_768;

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] RSA_IDENTIFIER = HEX.parseHex("300d06092a864886f70d0101010500");
    private static final String EC_OBJECT_ID = "06072a8648ce3d0201";
    private static final String EDWARDS_OBJECT_ID = "06032b6570";

    private PemKeys() {}

    public static RSAPublicKey parse(String given) {
        var text =
                unquoted(given.strip()).replace("\\r", "").replace("\\n", "\n").strip();
        requireNoMixUp(text);
        return ofDer(decode(text.contains("-----") ? body(text) : text));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"));
        return quoted && text.charAt(0) == text.charAt(text.length() - 1) ? text.substring(1, text.length() - 1) : text;
    }

    private static void requireNoMixUp(String text) {
        if (text.isEmpty()) {
            throw wrong("is empty");
        }
        if (text.length() > MAX_LENGTH) {
            throw wrong("is far too long");
        }
        MIX_UPS.forEach((start, found) -> {
            if (text.startsWith(start)) {
                throw wrong(found);
            }
        });
    }

    private static String body(String text) {
        var armour = ARMOUR.matcher(text);
        if (armour.matches()) {
            var label = armour.group(1);
            if (!label.equals("PUBLIC KEY") && !label.equals("RSA PUBLIC KEY")) {
                throw wrong("is a PEM of another kind, " + label);
            }
            return armour.group(2);
        }
        // An encrypted private key has lines that are not base64, and still deserves its own words.
        var label = LABEL.matcher(text);
        if (label.find() && label.group(1).contains("PRIVATE")) {
            throw wrong("is a PEM of another kind, " + label.group(1));
        }
        throw wrong("is not one whole PEM: something was cut off, or there is more than one");
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(BLANKS.matcher(base64).replaceAll(""));
        } catch (IllegalArgumentException e) {
            throw wrong("is not base64");
        }
    }

    private static RSAPublicKey ofDer(byte[] der) {
        int start = contentStart(der);
        if (start < 0) {
            throw wrong("is base64 of something that is no key");
        }
        if (der[start] != INTEGER) {
            return ofSpki(der);
        }
        // Private keys begin with a version of one byte, a public key with its modulus.
        if (der[start + 1] == 1) {
            throw wrong("is a private key, which must not be here; treat it as leaked if Clerk or you use it");
        }
        return ofSpki(spki(der));
    }

    private static RSAPublicKey ofSpki(byte[] der) {
        try {
            return RsaKeys.ofSpki(der);
        } catch (GeneralSecurityException e) {
            var hex = HEX.formatHex(der);
            throw wrong(
                    hex.contains(EC_OBJECT_ID)
                            ? "is an elliptic-curve key (EC)"
                            : hex.contains(EDWARDS_OBJECT_ID)
                                    ? "is an Edwards-curve key (Ed25519)"
                                    : "is no RSA public key");
        }
    }

    /** Where the first element within the outer sequence begins, or -1 if there is none. */
    private static int contentStart(byte[] der) {
        if (der.length < 2 || der[0] != SEQUENCE) {
            return -1;
        }
        int start = der[1] >= 0 ? 2 : 2 + (der[1] & 0x7f);
        return start + 1 < der.length ? start : -1;
    }

    /** Puts a PKCS#1 key (RFC 8017 appendix A.1.1) into the envelope that Java reads. */
    private static byte[] spki(byte[] pkcs1) {
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
        // DER allows only the shortest form of a length.
        if (content.length >= 0x100) {
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
    }

    private static IllegalArgumentException wrong(String found) {
        return new IllegalArgumentException("The JWT key " + found + "." + NEEDED);
    }
}
