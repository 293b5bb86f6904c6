package com.clerk.sdk.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed for an invalid or missing property. */
final class ClerkFailureAnalyzer extends AbstractFailureAnalyzer<ClerkPropertyException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ClerkPropertyException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
