package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import java.util.regex.Pattern;

/** The form of email addresses. */
final class Emails {
    /** The longest address (RFC 5321 section 4.5.3.1). The pattern sees no longer text. */
    private static final int LONGEST = 320;

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");

    private Emails() {}

    /** Refuses a text that is not an email address. */
    static void require(String text, String parameter) {
        if (text.length() > LONGEST || !ADDRESS.matcher(text).matches()) {
            throw ErrorResponseException.malformed(parameter, "an email address");
        }
    }
}
