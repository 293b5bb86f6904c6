package com.clerk.sdk.examples.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks a class that needs a browser. It is skipped where something is missing, and one line says what; where
 * {@code -Dbrowser.required=true} it fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserCheck.Condition.class)
@Timeout(180)
@interface BrowserCheck {
    /** Looks for what is needed, once in a run. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            var missing = context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Condition.class))
                    .getOrComputeIfAbsent("missing", key -> look(), Optional.class);
            return missing.isEmpty()
                    ? ConditionEvaluationResult.enabled("Everything is there")
                    : ConditionEvaluationResult.disabled(String.valueOf(missing.get()));
        }

        private static Optional<String> look() {
            var missing = Requirements.missing();
            if (missing.isPresent() && Requirements.isRequired()) {
                throw new IllegalStateException(missing.get());
            }
            missing.ifPresent(line -> System.out.println("The browser checks were not run: " + line));
            return missing;
        }
    }
}
