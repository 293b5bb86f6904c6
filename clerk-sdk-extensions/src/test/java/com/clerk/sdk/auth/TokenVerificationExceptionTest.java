package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.flow.Carrier;
import com.clerk.sdk.auth.jwt.JwtError;
import com.clerk.sdk.auth.jwt.JwtException;
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
        var refused = new JwtException(JwtError.JWK_FAILED_TO_RESOLVE, "There is no key.", "Set CLERK_JWT_KEY.");
        var failure = TokenVerificationException.of(refused);
        assertThat(failure)
                .isInstanceOf(ClerkException.class)
                .hasMessage("There is no key. Set CLERK_JWT_KEY. (reason=jwk-failed-to-resolve)");
        assertThat(failure.carrier()).isNull();
        assertThat(failure.action()).isEqualTo("Set CLERK_JWT_KEY.");
        var carried = TokenVerificationException.of(refused, Carrier.COOKIE);
        assertThat(carried)
                .hasMessage("There is no key. Set CLERK_JWT_KEY. (reason=jwk-failed-to-resolve, token-carrier=cookie)");
        assertThat(carried.carrier()).isEqualTo(TokenCarrier.COOKIE);
        assertThat(carried.reason()).isEqualTo(failure.reason());
    }

    @Test
    void itShowsTheStackOfTheRequestThatFailed() {
        var failure = TokenVerificationException.of(new JwtException(JwtError.TOKEN_EXPIRED, "Over."));
        assertThat(failure.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("itShowsTheStackOfTheRequestThatFailed"));
    }

    @Test
    void aCauseIsTranslatedToo() {
        var cause = new JwtException(JwtError.TOKEN_INVALID_SIGNATURE, "The signature is invalid.");
        var failure = TokenVerificationException.of(
                new JwtException(JwtError.TOKEN_INVALID_SIGNATURE, "The signature is invalid.", "Try again.", cause));
        assertThat(failure.getCause())
                .isInstanceOf(TokenVerificationException.class)
                .hasMessage("The signature is invalid. (reason=token-invalid-signature)");
    }

    @Test
    void everyErrorOfTheVerifierIsAKnownReason() {
        assertThat(JwtError.values())
                .allSatisfy(error -> assertThat(
                                TokenVerificationReason.of(error.value()).known())
                        .hasToString(error.name()));
    }

    @Test
    void itSurvivesSerialization() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(TokenVerificationException.of(new JwtException(JwtError.TOKEN_EXPIRED, "Over.")));
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
