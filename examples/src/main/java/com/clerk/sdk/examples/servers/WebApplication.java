package com.clerk.sdk.examples.servers;

import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.servlet.ClerkFilter;
import com.clerk.sdk.web.ClerkScripts;
import com.clerk.sdk.web.FrontendApiProxy;
import com.clerk.sdk.web.RequestGuard;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.function.Function;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * A web application of servlets, whose pages the server renders: an open page, one for users who are signed in, one for
 * admins of the active organization, a form, and the pages to sign in and up with Clerk's components.
 *
 * <p>If {@code CLERK_SECRET_KEY} and {@code CLERK_PUBLISHABLE_KEY} are set in the environment, its users are those of
 * your instance. Otherwise it starts a Clerk of its own, with a user to try it.
 */
public final class WebApplication implements AutoCloseable {
    /** The path of Clerk's Frontend API, if the application serves it. */
    public static final String PROXY = "/__clerk";

    static final int PORT = 8080;

    private final Server server;

    private WebApplication(
            ClerkBackend clerk,
            Function<ClerkScripts, PageView> views,
            @Nullable FrontendApiProxy proxy,
            InetSocketAddress address) {
        server = new Server(address);
        var context = new ServletContextHandler("/");
        var filter = new FilterHolder(new ClerkFilter(guard(clerk, proxy)));
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        var scripts = ClerkScripts.builder(clerk.authenticator())
                .signInUrl("/sign-in")
                .signUpUrl("/sign-up")
                .afterSignOutUrl("/")
                .build();
        context.addServlet(new ServletHolder(new ApplicationPages(scripts, views.apply(scripts))), "/");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The server could not be started.", e);
        }
    }

    private static RequestGuard guard(ClerkBackend clerk, @Nullable FrontendApiProxy proxy) {
        var guard = RequestGuard.builder(clerk)
                .protect("/private", "/notes", "/admin/**")
                .require("/admin/**", role("org:admin"));
        return proxy == null ? guard.build() : guard.frontendApiProxy(proxy).build();
    }

    /**
     * Starts the application on port 8080 of the loopback interface.
     *
     * @param args {@code thymeleaf} for pages from templates
     */
    public static void main(String[] args) {
        Function<ClerkScripts, PageView> views =
                args.length > 0 && args[0].equals("thymeleaf") ? TemplateView::new : HtmlView::new;
        if (System.getenv("CLERK_SECRET_KEY") != null) {
            start(ClerkBackend.fromEnv(), views, null, PORT);
        } else {
            var demo = DemoClerk.start();
            start(demo.client(PORT), views, null, PORT);
            System.out.println(demo.help());
        }
        System.out.println("Open http://localhost:" + PORT + "/");
    }

    /**
     * Starts the application.
     *
     * @param clerk the client, whose authenticator has a publishable key
     * @param views makes the pages
     * @param proxy serves Clerk's Frontend API at {@value #PROXY}, or null if browsers reach it elsewhere
     * @param port the port, or 0 for a free one
     * @return the application
     */
    public static WebApplication start(
            ClerkBackend clerk, Function<ClerkScripts, PageView> views, @Nullable FrontendApiProxy proxy, int port) {
        return new WebApplication(clerk, views, proxy, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Returns the port that the application listens on. */
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
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
