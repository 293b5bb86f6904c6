package com.clerk.sdk.runtime.internal;

import java.util.regex.Pattern;

/**
 * Replaces credentials in text from outside, such as the message of an error response that repeats the request. The
 * work is linear in the length of the text, and the text is cut first.
 */
public final class Credentials {
    private static final String MASK = "…";
    private static final int TEXT_LIMIT = 4096;
    private static final int NAME_LIMIT = 100;

    /** A run of characters that tokens consist of (RFC 6750 section 2.1), with the padding of base64. */
    private static final Pattern WORD = Pattern.compile("[\\w.~+/-]{1,4096}+={0,2}+");

    /** The prefixes of Clerk's keys and tokens. */
    private static final Pattern KEY = Pattern.compile("(?<![a-z])(?:sk|ak|mt|oat|whsec|dvb)_\\w");

    /** The beginning of a JWT: of a JSON object in base64. */
    private static final Pattern JWT = Pattern.compile("ey[AJ]");

    /** An opaque token. The ids of Clerk's objects are shorter, and prose has no such words. */
    private static final Pattern OPAQUE = Pattern.compile("[\\w-]{40,4096}+");

    /** A name whose value is a credential, in a URL, a cookie or a form. */
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i)code|__(?:client|session|refresh|clerk_)\\w{0,100}"
                    + "|.{0,100}(?:ticket|token|nonce|secret|password|jwt)");

    /** The shortest Basic credential: shorter words after "basic" are prose. */
    private static final int BASIC_LENGTH = 8;

    private Credentials() {}

    /**
     * Returns a text without credentials: Clerk's keys and tokens, JWTs, long opaque tokens, the values of Bearer and
     * Basic authentication, and of names such as {@code ticket} in {@code ticket=…}.
     *
     * @param text text from outside
     * @return the first 4,096 characters of the text at most, with an ellipsis in place of each credential
     */
    public static String mask(String text) {
        var cut = cut(text);
        var out = new StringBuilder(cut.length());
        var words = WORD.matcher(cut);
        int end = 0;
        int credentialFrom = Integer.MAX_VALUE;
        while (words.find()) {
            var word = words.group();
            boolean masked = word.length() >= credentialFrom || isCredential(word);
            out.append(cut, end, words.start()).append(masked ? MASK : word);
            end = words.end();
            credentialFrom = credentialFrom(word, cut, end);
        }
        return out.append(cut, end, cut.length()).toString();
    }

    /** Shortens a text to the limit. A word at the end may be the beginning of a token: it goes as a whole. */
    private static String cut(String text) {
        if (text.length() <= TEXT_LIMIT) {
            return text;
        }
        int end = TEXT_LIMIT;
        while (end > 0 && isWordPart(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + MASK;
    }

    private static boolean isWordPart(char c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '\'' && c != '&' && c != ';' && c != ',';
    }

    private static boolean isCredential(String word) {
        return KEY.matcher(word).find() || hasJwt(word) || hasOpaqueToken(word);
    }

    private static boolean hasJwt(String word) {
        var jwt = JWT.matcher(word);
        return jwt.find() && word.indexOf('.', jwt.end()) > 0;
    }

    private static boolean hasOpaqueToken(String word) {
        var runs = OPAQUE.matcher(word);
        while (runs.find()) {
            if (runs.group().chars().anyMatch(c -> c >= '0' && c <= '9')) {
                return true;
            }
        }
        return false;
    }

    /** Returns the length from which on the word after this one is a credential: after a scheme or a secret's name. */
    private static int credentialFrom(String word, String text, int end) {
        if (word.endsWith("=") || text.startsWith("\":", end)) {
            return isSecretName(word) ? 1 : Integer.MAX_VALUE;
        }
        if (word.equalsIgnoreCase("bearer")) {
            return 1;
        }
        return word.equalsIgnoreCase("basic") ? BASIC_LENGTH : Integer.MAX_VALUE;
    }

    private static boolean isSecretName(String word) {
        var name = word.substring(word.lastIndexOf('/') + 1).replace("=", "");
        return name.length() <= NAME_LIMIT && SECRET_NAME.matcher(name).matches();
    }
}
