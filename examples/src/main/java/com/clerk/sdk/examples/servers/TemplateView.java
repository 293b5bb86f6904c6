package com.clerk.sdk.examples.servers;

import com.clerk.sdk.thymeleaf.ClerkDialect;
import com.clerk.sdk.web.ClerkScripts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** The pages as templates of Thymeleaf. */
public final class TemplateView implements PageView {
    private final TemplateEngine engine = new TemplateEngine();

    /**
     * Creates a view.
     *
     * @param scripts the scripts of the pages
     */
    public TemplateView(ClerkScripts scripts) {
        var templates = new ClassLoaderTemplateResolver(TemplateView.class.getClassLoader());
        templates.setPrefix("com/clerk/sdk/examples/servers/");
        templates.setSuffix(".html");
        engine.setTemplateResolver(templates);
        engine.addDialect(ClerkDialect.forServlets(scripts));
    }

    @Override
    public String html(Page page, String nonce, HttpServletRequest request, HttpServletResponse response) {
        var exchange = JakartaServletWebApplication.buildApplication(request.getServletContext())
                .buildExchange(request, response);
        Map<String, Object> variables = Map.of(ClerkDialect.NONCE, nonce, "page", page.name(), "notes", page.notes());
        return engine.process("application", new WebContext(exchange, exchange.getLocale(), variables));
    }
}
