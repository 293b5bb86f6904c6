package com.clerk.sdk.servlet;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** Jetty with the servlet API of Jakarta EE 11. */
final class JettyEe11 implements Container {
    private final Server server;

    private JettyEe11(Server server) {
        this.server = server;
    }

    static Container start(Application application) {
        var server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        // The most that a server can be told to accept.
        var http = ((ServerConnector) server.getConnectors()[0])
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        if (application.behindProxy()) {
            http.addCustomizer(new ForwardedRequestCustomizer());
        }
        var context = new ServletContextHandler(application.contextPath().isEmpty() ? "/" : application.contextPath());
        for (var filter : application.filters()) {
            var holder = new FilterHolder(filter);
            holder.setAsyncSupported(true);
            context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        }
        var servlet = new ServletHolder(application.servlet());
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/");
        var errors = new ErrorPageErrorHandler();
        errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/error");
        context.setErrorHandler(errors);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            LifeCycle.stop(server);
            throw new AssertionError(e);
        }
        return new JettyEe11(server);
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
