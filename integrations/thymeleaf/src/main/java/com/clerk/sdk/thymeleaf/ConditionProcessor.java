package com.clerk.sdk.thymeleaf;

import com.clerk.sdk.auth.Auth;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.web.IWebExchange;

/** An attribute that removes its element unless the caller meets it. */
final class ConditionProcessor extends AbstractAttributeTagProcessor {
    /**
     * Before th:insert and th:replace (100): they would put a fragment in the place of the element and its condition.
     */
    private static final int PRECEDENCE = 50;

    private final Function<IWebExchange, @Nullable Auth> callers;
    private final Condition condition;

    interface Condition {
        boolean holds(@Nullable Auth auth, String text);
    }

    ConditionProcessor(
            String prefix, String attribute, Function<IWebExchange, @Nullable Auth> callers, Condition condition) {
        super(TemplateMode.HTML, prefix, null, false, attribute, true, PRECEDENCE, true);
        this.callers = callers;
        this.condition = condition;
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag tag,
            AttributeName attributeName,
            @Nullable String value,
            IElementTagStructureHandler handler) {
        var auth = callers.apply(Exchanges.of(context));
        if (!condition.holds(auth, value == null ? "" : value)) {
            handler.removeElement();
        }
    }
}
