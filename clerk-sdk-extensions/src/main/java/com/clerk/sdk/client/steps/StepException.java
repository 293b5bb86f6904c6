package com.clerk.sdk.client.steps;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkError;
import com.clerk.sdk.errors.ClerkException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refused input of a step: a wrong code, an invalid field, a locked account. The step stays as it was and can be used
 * again. The cause is the refusal of Clerk, if Clerk has refused. All other failures, such as
 * {@link com.clerk.sdk.errors.RateLimitException}, are thrown as by any other call.
 */
public final class StepException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** The reason for the refusal. */
    private final StepReason reason;

    private StepException(StepReason reason, String details, @Nullable Throwable cause) {
        super(reason.advice() + details, cause);
        this.reason = reason;
    }

    /** Returns the exception for a refusal; null if the refusal is not about the input. */
    static @Nullable StepException of(ClerkApiException refusal) {
        var errors = refusal.errors();
        var code = errors.isEmpty() ? null : errors.get(0).code();
        var reason = code == null ? null : StepReason.of(code, refusal.status());
        return reason == null ? null : new StepException(reason, ". " + refusal.getMessage(), refusal);
    }

    /** Returns the exception for an end that Clerk has not decided. */
    static StepException of(StepReason reason, @Nullable Throwable cause) {
        return new StepException(reason, "", cause);
    }

    /** Returns the exception for an end that Clerk has not decided, with details for its message. */
    static StepException of(StepReason reason, String details) {
        return new StepException(reason, ": " + details, null);
    }

    /**
     * Returns the reason for the refusal, for programs.
     *
     * @return the reason
     */
    public StepReason reason() {
        return reason;
    }

    /**
     * Returns what Clerk says about each field, to show beside a form.
     *
     * @return the errors by the name of the field as Clerk knows it, such as {@code email_address}; under the empty
     *     name those of no field. Immutable; empty if Clerk has not refused
     */
    public Map<String, List<ClerkError>> errorsByField() {
        var byField = new LinkedHashMap<String, List<ClerkError>>();
        if (getCause() instanceof ClerkApiException refusal) {
            for (var error : refusal.errors()) {
                var field = error.paramName();
                byField.computeIfAbsent(field == null ? "" : field, name -> new ArrayList<>())
                        .add(error);
            }
        }
        byField.replaceAll((field, errors) -> List.copyOf(errors));
        return Map.copyOf(byField);
    }
}
