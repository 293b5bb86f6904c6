package com.clerk.sdk.internal;

import java.util.Map;
import java.util.function.Consumer;

/** Applies environment variables to the setters of a builder. */
public final class Environment {
    private Environment() {}

    /**
     * Passes the value of a variable to a setter. A variable that is not set or blank is left out.
     *
     * @param environment the variables by name
     * @param name name of the variable
     * @param setter called with the value without blanks around it
     * @throws IllegalArgumentException if the setter throws one; the message names the variable
     */
    public static void apply(Map<String, String> environment, String name, Consumer<String> setter) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            return;
        }
        try {
            setter.accept(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The environment variable " + name + ": " + e.getMessage(), e);
        }
    }
}
