package com.clerk.sdk.thymeleaf;

import com.clerk.sdk.auth.Auth;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.web.IWebExchange;

/** Makes the object {@code #clerk} of expressions. */
final class ClerkObjectFactory implements IExpressionObjectFactory {
    private static final String NAME = "clerk";

    private final Function<IWebExchange, @Nullable Auth> callers;

    ClerkObjectFactory(Function<IWebExchange, @Nullable Auth> callers) {
        this.callers = callers;
    }

    @Override
    public Set<String> getAllExpressionObjectNames() {
        return Set.of(NAME);
    }

    @Override
    public @Nullable Object buildObject(IExpressionContext context, String name) {
        return name.equals(NAME) ? new ClerkExpressions(callers.apply(Exchanges.of(context))) : null;
    }

    @Override
    public boolean isCacheable(String name) {
        return true; // for one page
    }
}
