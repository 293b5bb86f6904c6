package com.clerk.sdk.client.steps;

import com.clerk.sdk.frontend.model.SignInFactor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The factors that a step offers, and the one among them whose code was sent. */
final class Offer {
    private final List<SignInFactor> factors;
    private final VerificationView verification;
    private final @Nullable SignInFactor sentTo;

    Offer(List<SignInFactor> factors, VerificationView verification, @Nullable SignInFactor sentTo) {
        this.factors = factors;
        this.verification = verification;
        this.sentTo = sentTo != null && sentTo.strategy().value().equals(verification.strategy()) ? sentTo : null;
    }

    List<SignInFactor> factors() {
        return factors;
    }

    @Nullable
    SignInFactor sentTo() {
        return sentTo;
    }

    /** Returns the first factor with a strategy: the default or primary one, if one of them is. */
    @Nullable
    SignInFactor find(String strategy) {
        SignInFactor found = null;
        for (var factor : factors) {
            if (factor.strategy().value().equals(strategy) && (found == null || isPreferred(factor))) {
                found = factor;
            }
        }
        return found;
    }

    private static boolean isPreferred(SignInFactor factor) {
        return Boolean.TRUE.equals(factor.defaultValue()) || Boolean.TRUE.equals(factor.primary());
    }

    SignInFactor require(String strategy) {
        var factor = find(strategy);
        if (factor == null) {
            var offered = factors.stream()
                    .map(each -> SafeText.of(each.strategy().value()))
                    .distinct()
                    .toList();
            throw StepException.of(StepReason.FACTOR_NOT_OFFERED, strategy + " is not one of " + offered);
        }
        return factor;
    }

    /** Returns whether a code was sent to a factor, and can still be used. */
    boolean isOpen(SignInFactor factor) {
        var strategy = factor.strategy().value();
        if (!verification.isOpen(strategy)) {
            return false;
        }
        if (sentTo != null) {
            return address(sentTo).equals(address(factor));
        }
        // A sign-in of an earlier run: Clerk does not say where the code went.
        return factors.stream()
                        .filter(each -> each.strategy().value().equals(strategy))
                        .count()
                == 1;
    }

    /** Returns the strategy of the code that was sent. */
    String sentStrategy() {
        var strategy = verification.strategy();
        if (!strategy.endsWith("_code")) {
            throw StepException.of(StepReason.NOT_SENT, (Throwable) null);
        }
        return strategy;
    }

    /** Returns the fields that send a code to a factor. */
    static Fields fields(SignInFactor factor) {
        return Fields.of(
                "strategy",
                factor.strategy().value(),
                "email_address_id",
                factor.emailAddressId(),
                "phone_number_id",
                factor.phoneNumberId());
    }

    private static String address(SignInFactor factor) {
        var email = factor.emailAddressId();
        return factor.strategy() + " " + Objects.requireNonNullElse(email, String.valueOf(factor.phoneNumberId()));
    }
}
