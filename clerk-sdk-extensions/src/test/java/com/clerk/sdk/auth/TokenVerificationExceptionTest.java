package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TokenVerificationExceptionTest {
    @Test
    void theMessageHasActionReasonAndCarrier() {
        var failure = new TokenVerificationException(
                TokenVerificationReason.JWK_FAILED_TO_RESOLVE, "There is no key.", "Set CLERK_JWT_KEY.");
        assertThat(failure)
                .isInstanceOf(ClerkException.class)
                .hasMessage("There is no key. Set CLERK_JWT_KEY. (reason=jwk-failed-to-resolve)");
        assertThat(failure.carrier()).isNull();
        assertThat(failure.action()).isEqualTo("Set CLERK_JWT_KEY.");
        var carried = failure.from(TokenCarrier.COOKIE);
        assertThat(carried)
                .hasMessage("There is no key. Set CLERK_JWT_KEY. (reason=jwk-failed-to-resolve, token-carrier=cookie)");
        assertThat(carried.carrier()).isEqualTo(TokenCarrier.COOKIE);
        assertThat(carried.reason()).isEqualTo(failure.reason());
    }

    @Test
    void itSurvivesSerialization() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new TokenVerificationException(TokenVerificationReason.TOKEN_EXPIRED, "Over."));
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            var copy = (TokenVerificationException) in.readObject();
            assertThat(copy.reason()).isSameAs(TokenVerificationReason.TOKEN_EXPIRED);
            assertThat(copy).hasMessage("Over. (reason=token-expired)");
        }
    }

    @Test
    void everyKnownReasonHasItsText() {
        Arrays.stream(TokenVerificationReason.Known.values())
                .filter(known -> known != TokenVerificationReason.Known.OTHER)
                .forEach(known -> {
                    var text = known.name().toLowerCase(Locale.ROOT).replace('_', '-');
                    assertThat(TokenVerificationReason.of(text).known()).isEqualTo(known);
                    assertThat(TokenVerificationReason.of(text)).isSameAs(TokenVerificationReason.of(text));
                });
        assertThat(TokenVerificationReason.Known.values()).hasSize(17);
    }

    @Test
    void anUnknownReasonKeepsItsText() {
        assertThat(TokenVerificationReason.of("token-of-tomorrow")).hasToString("token-of-tomorrow");
        assertThat(TokenVerificationReason.of("token-of-tomorrow").known())
                .isEqualTo(TokenVerificationReason.Known.OTHER);
    }
}
