package com.clerk.sdk.examples.servers;

import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.servlet.Clerk;
import com.clerk.sdk.servlet.ClerkFilter;
import com.clerk.sdk.web.ClerkComponent;
import com.clerk.sdk.web.ClerkScripts;
import com.clerk.sdk.web.ContentSecurityPolicy;
import com.clerk.sdk.web.RequestGuard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A web application of servlets: an open page, a page for users who are signed in, one for admins, and the sign-in page
 * with Clerk's components.
 *
 * <p>Set {@code CLERK_SECRET_KEY}, {@code CLERK_PUBLISHABLE_KEY} and {@code CLERK_SIGN_IN_URL=/sign-in} in the
 * environment.
 */
public final class WebApplication implements AutoCloseable {
    private static final int PORT = 8080;

    private final Server server;

    WebApplication(ClerkBackend clerk, int port) {
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var guard = RequestGuard.builder(clerk).protect("/app/**").build();
        var context = new ServletContextHandler("/");
        var filter = new FilterHolder(new ClerkFilter(guard));
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new Pages(ClerkScripts.of(clerk.authenticator()))), "/");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The server could not be started.", e);
        }
    }

    /**
     * Starts the application on port 8080 of the loopback interface.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        new WebApplication(ClerkBackend.fromEnv(), PORT);
        System.out.println("Open http://localhost:" + PORT + "/");
    }

    int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** The pages. Each line that a user may not see is locked where it is written. */
    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient ClerkScripts scripts;

        Pages(ClerkScripts scripts) {
            this.scripts = scripts;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var path = request.getServletPath();
            if (path.startsWith("/sign-in")) {
                write(response, scripts.component(ClerkComponent.SIGN_IN, Map.of("forceRedirectUrl", "/app")));
            } else if (path.equals("/app")) {
                var user = Clerk.require(request).subject(); // an id, which needs no escaping
                write(response, scripts.component(ClerkComponent.USER_BUTTON) + "<p>Hello " + user);
            } else if (path.equals("/app/admin")) {
                Clerk.require(request, role("org:admin"));
                write(response, scripts.component(ClerkComponent.ORGANIZATION_PROFILE));
            } else {
                write(response, "<p>Everybody may see this. <a href=/app>The application</a>");
            }
        }

        private void write(HttpServletResponse response, String body) throws IOException {
            var nonce = ContentSecurityPolicy.nonce();
            var policy = ContentSecurityPolicy.builder(scripts).build();
            response.setHeader("Content-Security-Policy", policy.header(nonce));
            response.setHeader("Cache-Control", "private, no-store"); // no page with a nonce is stored
            response.setContentType("text/html; charset=utf-8");
            response.getWriter().print("<!doctype html><title>Application</title>" + scripts.head(nonce) + body);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server could not be stopped.", e);
        }
    }
}
