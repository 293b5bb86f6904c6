package com.clerk.sdk.thymeleaf;

import com.clerk.sdk.web.ClerkComponent;
import com.clerk.sdk.web.ClerkScripts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;

/** The element of a component, whose attributes are its properties. */
final class ComponentProcessor extends AbstractElementTagProcessor {
    /** After th:if and th:with (600), and before all that would write an attribute (700). */
    static final int PRECEDENCE = 650;

    private final Supplier<ClerkScripts> scripts;
    private final ClerkComponent component;

    ComponentProcessor(String prefix, Supplier<ClerkScripts> scripts, ClerkComponent component) {
        super(TemplateMode.HTML, prefix, elementName(component), true, null, false, PRECEDENCE);
        this.scripts = scripts;
        this.component = component;
    }

    static String elementName(ClerkComponent component) {
        return component.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    protected void doProcess(
            ITemplateContext context, IProcessableElementTag tag, IElementTagStructureHandler handler) {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        for (var attribute : tag.getAllAttributes()) {
            add(context, attribute, properties);
        }
        handler.replaceWith(scripts.get().component(component, properties), false);
    }

    private static void add(ITemplateContext context, IAttribute attribute, Map<String, @Nullable Object> properties) {
        var name = attribute.getAttributeDefinition().getAttributeName();
        var value = attribute.getValue();
        if (name.getPrefix() == null) {
            properties.put(propertyName(name.getAttributeName()), literal(value));
        } else if (name.getPrefix().equals("th")) {
            properties.put(propertyName(name.getAttributeName()), evaluated(context, value));
        }
    }

    /** Returns text as it is: nothing that came from a request is evaluated as an expression. */
    private static Object literal(@Nullable String value) {
        if (value == null || value.equals("true")) {
            return true; // an attribute without a value
        }
        return value.equals("false") ? (Object) false : value;
    }

    private static @Nullable Object evaluated(ITemplateContext context, @Nullable String expression) {
        var parser = StandardExpressions.getExpressionParser(context.getConfiguration());
        var value = expression == null
                ? null
                : parser.parseExpression(context, expression).execute(context);
        return value == null || isJson(value) ? value : value.toString();
    }

    private static boolean isJson(Object value) {
        // A parameter of the request is a list of Thymeleaf's own, whose text is that of its only value.
        boolean list =
                value instanceof Collection && !value.getClass().getName().startsWith("org.thymeleaf.");
        return list || value instanceof Map || value instanceof Boolean || value instanceof Number;
    }

    private static String propertyName(String attribute) {
        var name = new StringBuilder(attribute.length());
        boolean upper = false;
        for (int i = 0; i < attribute.length(); i++) {
            char c = attribute.charAt(i);
            if (c == '-') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }
}
