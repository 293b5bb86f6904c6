package com.clerk.sdk.spring.boot;

import java.util.regex.Pattern;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The condition that {@code clerk.webhooks.path} is set. A blank value counts as missing. */
final class WebhookPathCondition implements Condition {
    static final String PROPERTY = "clerk.webhooks.path";

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return PropertyValues.has(context.getEnvironment().getProperty(PROPERTY));
    }

    /** Returns the path, which is one path and not a pattern. */
    static String path(ClerkProperties properties) {
        var path = String.valueOf(PropertyValues.find(properties.webhooks().path()));
        if (!PATH.matcher(path).matches()) {
            throw new ClerkPropertyException(
                    PROPERTY,
                    "The path must begin with a slash and have no pattern in it, such as /webhooks/clerk.",
                    null);
        }
        return path;
    }
}
