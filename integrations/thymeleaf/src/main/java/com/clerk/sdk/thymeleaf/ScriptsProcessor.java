package com.clerk.sdk.thymeleaf;

import com.clerk.sdk.web.ClerkScripts;
import java.util.function.Supplier;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** The element that writes the script tags, once in a page. */
final class ScriptsProcessor extends AbstractElementTagProcessor {
    private static final String WRITTEN = ScriptsProcessor.class.getName() + ".written";

    private final Supplier<ClerkScripts> scripts;

    ScriptsProcessor(String prefix, Supplier<ClerkScripts> scripts) {
        super(TemplateMode.HTML, prefix, "scripts", true, null, false, ComponentProcessor.PRECEDENCE);
        this.scripts = scripts;
    }

    @Override
    protected void doProcess(
            ITemplateContext context, IProcessableElementTag tag, IElementTagStructureHandler handler) {
        handler.replaceWith(isWritten(context) ? "" : head(context), false);
    }

    private String head(ITemplateContext context) {
        var nonce = context.getVariable(ClerkDialect.NONCE);
        var tags = scripts.get();
        return nonce == null ? tags.head() : tags.head(nonce.toString());
    }

    /** Layouts and fragments of one page share its context; an error page of the same request has another. */
    private static boolean isWritten(ITemplateContext context) {
        if (!(context instanceof IWebContext web)) {
            return false;
        }
        var exchange = web.getExchange();
        boolean written = exchange.getAttributeValue(WRITTEN) == context;
        exchange.setAttributeValue(WRITTEN, context);
        return written;
    }
}
