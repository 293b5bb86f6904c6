package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Auth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;

/** A parameter with {@link CurrentCaller}, and the value that it gets. */
final class CallerParameter {
    private CallerParameter() {}

    static boolean isOn(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(CurrentCaller.class);
    }

    /**
     * Returns the value for a parameter.
     *
     * @throws AuthorizationDeniedException if the parameter needs a caller and nobody is signed in, or if the token has
     *     another type
     * @throws IllegalStateException if the parameter cannot be a caller
     */
    static @Nullable Object value(MethodParameter parameter, @Nullable Authentication current) {
        var nested = parameter.nestedIfOptional();
        var type = nested.getNestedParameterType();
        if (!Auth.class.isAssignableFrom(type)) {
            throw new IllegalStateException("The parameter with @CurrentCaller has the type " + type.getName()
                    + ", which is not a caller. Give it the type Auth, SessionAuth, ApiKeyAuth, M2mAuth or OAuthAuth.");
        }
        boolean optional = parameter.getParameterType() == Optional.class;
        var caller = current instanceof ClerkAuthentication known ? known.auth() : null;
        if (type.isInstance(caller)) {
            return optional ? Optional.of(caller) : caller;
        }
        if (optional) {
            return Optional.empty();
        }
        if (isNullable(parameter)) {
            return null;
        }
        throw refusal(type, caller);
    }

    private static RuntimeException refusal(Class<?> type, @Nullable Auth caller) {
        if (caller == null) {
            return new AuthorizationDeniedException(
                    "The handler needs a caller, and the request is not signed in. Declare the parameter as Optional "
                            + "if it may be missing.",
                    new AuthorizationDecision(false));
        }
        return new AuthorizationDeniedException(
                "The handler needs a caller of the type " + type.getSimpleName() + ", and the request has a token of "
                        + "the type " + caller.tokenType().value() + ".",
                new Refusal(null));
    }

    /** Spring 6 does not see annotations of types, such as that of JSpecify. */
    private static boolean isNullable(MethodParameter parameter) {
        if (parameter.isOptional()) {
            return true;
        }
        for (var annotation : parameter.getParameter().getAnnotatedType().getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals("Nullable")) {
                return true;
            }
        }
        return false;
    }
}
