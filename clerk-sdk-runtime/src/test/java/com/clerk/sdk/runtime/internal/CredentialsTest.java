package com.clerk.sdk.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final String OPAQUE = "canary0123456789012345678901234567890123";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "no key sk_test_canary here                   | no key … here",
                "url=https://x/3Dsk_live_canary               | url=https:…",
                "ak_canary, mt_canary, oat_canary             | …, …, …",
                "whsec_canary and dvb_canary                  | … and …",
                "Authorization: bearer canary-1+/=            | Authorization: bearer …",
                "Authorization: Basic Y2FuYXJ5OmNhbmFyeQ==    | Authorization: Basic …",
                "token eyJhbGciOiJub25lIn0.eyJjYW5hcnki.x-y   | token …",
                "token eyJhbGciOiJub25lIn0.eyJjYW5hcnki       | token …",
                "redirect_url=%3Fa%3DeyJhbGciOiJub25lIn0.eyJj | redirect_url=%3Fa%…",
                "https://x.y/accept?ticket=canary&a=b         | https://x.y/accept?ticket=…&a=b",
                "__clerk_ticket=canary                        | __clerk_ticket=…",
                "rotating_token_nonce=canary                  | rotating_token_nonce=…",
                "__client=canary; __session_ab12=canary       | __client=…; __session_ab12=…",
                "{\"client_secret\":\"canary\",\"a\":\"b\"}   | {\"client_secret\":\"…\",\"a\":\"b\"}",
                "?code=canary                                 | ?code=…",
            })
    void aCredentialIsReplaced(String text, String masked) {
        assertThat(Credentials.mask(text)).isEqualTo(masked);
    }

    @Test
    void aLongOpaqueTokenIsReplaced() {
        assertThat(Credentials.mask("The token " + OPAQUE + " is unknown")).isEqualTo("The token … is unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "they say: task_key. Go on.",
                "The Basic plan has no such feature",
                "user_2abcdefghijklmnopqrstuvwxyzA not found",
                "eyes.example.com",
                "email_address[0] must be an email address, such as ada@example.com",
                "https://dashboard.clerk.com/apps/app_2abcdefghijklmnopqrstuvwxyzA/api-keys",
                "token: expired",
                "",
            })
    void otherTextStaysAsItIs(String text) {
        assertThat(Credentials.mask(text)).isEqualTo(text);
    }

    @Test
    void textIsCutAndAWordAtTheCutGoesAsAWhole() {
        var filler = "y ".repeat(2040);
        assertThat(Credentials.mask(filler + "canary-that-goes-beyond-the-end")).isEqualTo(filler + "…");
        assertThat(Credentials.mask("y".repeat(5000))).isEqualTo("…");
        assertThat(Credentials.mask("y".repeat(4096))).isEqualTo("y".repeat(4096));
    }

    /** A pattern whose work grows with the square of the text would take minutes here. */
    @ParameterizedTest
    @Timeout(60)
    @ValueSource(
            strings = {"ey-", "eyJ-", "eyJ.", "sk_", "bearer ", "basic\t", "a-", "ticket=", "\"code\":", "=", "_", "a."})
    void aLongTextTakesLittleTime(String part) {
        var half = part.repeat(500_000 / part.length());
        var whole = half + half;
        assertThat(Credentials.mask(whole)).hasSizeLessThan(5000).isEqualTo(Credentials.mask(half));
    }
}
