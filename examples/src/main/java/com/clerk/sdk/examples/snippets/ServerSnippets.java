package com.clerk.sdk.examples.snippets;

import static com.clerk.sdk.auth.Has.permission;
import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.AuthErrorReason;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.TestAuth;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.servlet.Clerk;
import com.clerk.sdk.servlet.ClerkFilter;
import com.clerk.sdk.servlet.ClerkWebhookServlet;
import com.clerk.sdk.thymeleaf.ClerkDialect;
import com.clerk.sdk.web.ClerkComponent;
import com.clerk.sdk.web.ClerkScripts;
import com.clerk.sdk.web.ContentSecurityPolicy;
import com.clerk.sdk.web.FrontendApiProxy;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.httpserver.ClerkHttpFilter;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.thymeleaf.TemplateEngine;

/** The snippets of docs/servers.md. */
final class ServerSnippets {
    private ServerSnippets() {}

    /** Creates an invoice for who may do so. */
    // snippet: servers-lock
    static final class InvoiceServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Auth auth = Clerk.require(request, permission("org:invoices:create"));
            response.getWriter().print("An invoice by " + auth.subject());
        }
    }
    // end

    static void servlets(ServletContext servletContext, ClerkBackend clerk) {
        // snippet: servers-filter
        var guard = RequestGuard.builder(clerk).protect("/app/**").build();
        var filter = servletContext.addFilter("clerk", new ClerkFilter(guard));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        // end
    }

    static void greet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // snippet: servers-who
        Auth auth = Clerk.auth(request); // null if the request is not signed in
        response.getWriter().print(auth == null ? "Hello" : "Hello " + auth.subject());
        // end
    }

    static String user(HttpServletRequest request) {
        // snippet: servers-user
        var user = Clerk.currentUser(request);
        return user == null ? "Hello" : "Hello " + user.firstName();
        // end
    }

    static void webhooks(ServletContext servletContext, String signingSecret, WebhookHandler handler) {
        // snippet: servers-webhooks
        var servlet = new ClerkWebhookServlet(ClerkWebhooks.of(signingSecret), handler);
        servletContext.addServlet("webhooks", servlet).addMapping("/webhooks/clerk");
        // end
    }

    static void jdk(HttpServer server, RequestAuthenticator authenticator) {
        // snippet: servers-jdk
        var guard = RequestGuard.builder(authenticator).protect("/app/**").build();
        server.createContext("/", exchange -> greet(exchange)).getFilters().add(new ClerkHttpFilter(guard));
        // end
    }

    // snippet: servers-jdk-handler
    static void greet(HttpExchange exchange) throws IOException {
        Auth auth = ClerkHttpFilter.require(exchange, role("org:member"));
        var body = ("Hello " + auth.subject()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
    // end

    static RequestGuard rules(RequestAuthenticator authenticator) {
        // snippet: servers-rules
        return RequestGuard.builder(authenticator)
                .protect("/**")
                .open("/", "/assets/**", "/webhooks/clerk")
                .require("/admin/**", role("org:admin"))
                .accept("/api/**", TokenType.SESSION_TOKEN, TokenType.API_KEY)
                .withoutRedirects("/health", "/assets/**")
                .build();
        // end
    }

    static RequestGuard hosts(Map<String, RequestAuthenticator> authenticators) {
        // snippet: servers-hosts
        return RequestGuard.builder(request -> {
                    var host = request.headers("host").get(0);
                    var authenticator = authenticators.get(host);
                    if (authenticator == null) {
                        throw new IllegalArgumentException("No application has this host");
                    }
                    return authenticator;
                })
                .protect("/app/**")
                .build();
        // end
    }

    static String page(ClerkScripts scripts, HttpServletResponse response) {
        // snippet: servers-page
        var nonce = ContentSecurityPolicy.nonce();
        var policy = ContentSecurityPolicy.builder(scripts).build();
        response.setHeader("Content-Security-Policy", policy.header(nonce));
        return "<!doctype html><head>" + scripts.head(nonce) + "</head><body>"
                + scripts.component(ClerkComponent.USER_BUTTON)
                + scripts.component(ClerkComponent.SIGN_IN, Map.of("forceRedirectUrl", "/app"))
                + "</body>";
        // end
    }

    static TemplateEngine templates(ClerkScripts scripts) {
        // snippet: servers-thymeleaf
        var engine = new TemplateEngine();
        engine.addDialect(ClerkDialect.forServlets(scripts));
        // end
        return engine;
    }

    static RequestGuard proxy(String secretKey, String publishableKey) {
        // snippet: servers-proxy
        var authenticator = RequestAuthenticator.builder()
                .secretKey(secretKey)
                .publishableKey(publishableKey)
                .authorizedParties("https://app.example.com")
                .proxyUrl("https://app.example.com/__clerk")
                .build();
        var proxy = FrontendApiProxy.builder(secretKey).build();
        return RequestGuard.builder(authenticator).frontendApiProxy(proxy).build();
        // end
    }

    static List<RequestState> callers() {
        // snippet: servers-test
        Auth admin = TestAuth.session(Map.of("sub", "user_1", "org_id", "org_1", "org_role", "org:admin"));
        RequestState signedIn = TestAuth.signedIn(admin);
        RequestState program = TestAuth.signedIn(TestAuth.apiKey("user_1", "invoices:read"));
        RequestState nobody = TestAuth.signedOut(AuthErrorReason.SESSION_TOKEN_AND_UAT_MISSING);
        // end
        return List.of(signedIn, program, nobody);
    }
}
