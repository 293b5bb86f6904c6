package com.clerk.sdk.spring.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes properties on to builders, and names the property that a builder refuses. */
final class PropertyValues {
    private PropertyValues() {}

    /**
     * Returns a value, or null if it is missing: blank, nothing but quotes, or a placeholder that nothing sets. An
     * application may write {@code clerk.secret-key=${CLERK_SECRET_KEY:}}, which must count as missing.
     */
    static @Nullable String find(@Nullable String value) {
        if (value == null) {
            return null;
        }
        var text = value.strip();
        boolean quotes = text.chars().allMatch(c -> c == '"' || c == '\'');
        boolean placeholder = text.startsWith("${") && text.endsWith("}");
        return quotes || placeholder ? null : text;
    }

    /** Returns the values that are not missing. */
    static List<String> find(List<String> values) {
        var found = new ArrayList<String>(values.size());
        for (var value : values) {
            if (find(value) != null) {
                found.add(value.strip());
            }
        }
        return List.copyOf(found);
    }

    static boolean has(@Nullable String value) {
        return find(value) != null;
    }

    /** Sets a value unless it is missing. */
    static void set(String property, @Nullable String value, Consumer<String> setter) {
        var found = find(value);
        if (found != null) {
            run(property, () -> setter.accept(withoutQuotes(found)));
        }
    }

    /** Refuses a value in quotes: properties files keep them, and Clerk would refuse every call. */
    static String withoutQuotes(String value) {
        if (value.startsWith("\"") || value.startsWith("'")) {
            throw new IllegalArgumentException("The value is in quotes. Properties files keep them: leave them out.");
        }
        return value;
    }

    static void run(String property, Runnable setting) {
        get(property, () -> {
            setting.run();
            return "";
        });
    }

    static <T> T get(String property, Supplier<T> source) {
        try {
            return source.get();
        } catch (IllegalArgumentException e) {
            throw new ClerkPropertyException(property, String.valueOf(e.getMessage()), e);
        }
    }
}
