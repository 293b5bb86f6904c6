package com.clerk.sdk.thymeleaf;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.servlet.ClerkFilter;
import com.clerk.sdk.testing.SessionTokenBuilder;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.TestKeys;
import com.clerk.sdk.web.ClerkScripts;
import com.clerk.sdk.web.RequestGuard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.cache.AlwaysValidCacheEntryValidity;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ITemplateResolver;
import org.thymeleaf.templateresolver.TemplateResolution;
import org.thymeleaf.templateresource.StringTemplateResource;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** A server of templates on Jetty, behind a ClerkFilter or not. */
final class TemplateServer implements AutoCloseable {
    static final TestKeys KEYS = TestKeys.generate();

    private final RequestAuthenticator authenticator = RequestAuthenticator.builder()
            .jwtKey(KEYS.publicKeyPem())
            .publishableKey(PublishableKey.forHost("clerk.example.com").value())
            .build();
    private final ClerkScripts scripts = ClerkScripts.of(authenticator);
    private final Map<String, String> templates = new ConcurrentHashMap<>();
    private final Map<String, Object> variables = new ConcurrentHashMap<>();
    private final TemplateEngine engine = new TemplateEngine();
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    private TemplateServer(boolean filtered) {
        engine.addTemplateResolver(new Templates());
        engine.addDialect(ClerkDialect.forServlets(scripts));
        var context = new ServletContextHandler("/");
        if (filtered) {
            var filter = new FilterHolder(
                    new ClerkFilter(RequestGuard.builder(authenticator).build()));
            context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        }
        context.addServlet(new ServletHolder(new Pages()), "/");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static TemplateServer start() {
        return new TemplateServer(true);
    }

    static TemplateServer withoutFilter() {
        return new TemplateServer(false);
    }

    ClerkScripts scripts() {
        return scripts;
    }

    TemplateServer template(String name, String html) {
        templates.put(name, html);
        return this;
    }

    TemplateServer variable(String name, Object value) {
        variables.put(name, value);
        return this;
    }

    static SessionTokenBuilder token() {
        return SessionTokens.signedBy(KEYS).issuer("https://clerk.example.com").forUser("user_1");
    }

    /** Requests the template {@code page}. */
    HttpResponse<String> get(String query, @Nullable SessionTokenBuilder token) {
        var port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/page" + query));
        if (token != null) {
            request.header("Authorization", "Bearer " + token.mint());
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the template {@code page} as a browser reads it. */
    Document page(@Nullable SessionTokenBuilder token) {
        return Jsoup.parse(get("", token).body());
    }

    Document page() {
        return page(null);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        authenticator.close();
    }

    /** Finds templates by name among those of the test. */
    private final class Templates implements ITemplateResolver {
        @Override
        public String getName() {
            return "templates";
        }

        @Override
        public Integer getOrder() {
            return 1;
        }

        @Override
        public @Nullable TemplateResolution resolveTemplate(
                IEngineConfiguration configuration,
                @Nullable String owner,
                String name,
                @Nullable Map<String, Object> attributes) {
            var html = templates.get(name);
            return html == null
                    ? null
                    : new TemplateResolution(
                            new StringTemplateResource(html),
                            TemplateMode.HTML,
                            AlwaysValidCacheEntryValidity.INSTANCE);
        }
    }

    private final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var exchange = JakartaServletWebApplication.buildApplication(getServletContext())
                    .buildExchange(request, response);
            response.setContentType("text/html; charset=utf-8");
            response.getWriter()
                    .print(engine.process("page", new WebContext(exchange, exchange.getLocale(), variables)));
        }
    }
}
