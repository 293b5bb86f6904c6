package com.clerk.sdk.testing.junit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** The {@link ClerkTest} of a test class, or the defaults if the extension was registered in another way. */
record Declaration(Class<? extends ClerkSettings> settingsType, boolean allowUnsupported, boolean allowUnusedStubs) {
    private static final Declaration DEFAULTS = new Declaration(ClerkSettings.Default.class, false, false);

    static Declaration of(ExtensionContext context) {
        return Optional.ofNullable(find(context.getRequiredTestClass()))
                .map(found -> new Declaration(found.settings(), found.allowUnsupported(), found.allowUnusedStubs()))
                .orElse(DEFAULTS);
    }

    private static @Nullable ClerkTest find(Class<?> testClass) {
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            var found = AnnotationSupport.findAnnotation(type, ClerkTest.class);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return null;
    }

    ClerkSettings settings() {
        return ReflectionSupport.newInstance(settingsType);
    }
}
