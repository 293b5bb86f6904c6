package com.clerk.sdk.spring.test;

import java.util.List;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Gives each context of a test what it needs of Clerk: a local one for {@link ClerkSpringTest}, or else only a key. */
final class ClerkContextCustomizerFactory implements ContextCustomizerFactory {
    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        return new ClerkContextCustomizer(TestContextAnnotationUtils.hasAnnotation(testClass, ClerkSpringTest.class));
    }
}
