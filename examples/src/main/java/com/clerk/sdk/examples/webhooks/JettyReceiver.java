package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.WebhookHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** A receiver of webhooks as a servlet in an embedded Jetty. */
public final class JettyReceiver implements Receiver {
    private final Server server;

    private JettyReceiver(Server server) {
        this.server = server;
    }

    /**
     * Runs the program, as {@link Program} describes.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        Program.run(JettyReceiver::start, Program.printing());
    }

    static JettyReceiver start(int port, ClerkWebhooks webhooks, WebhookHandler handler) throws Exception {
        var server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new WebhookServlet(webhooks, handler)), Program.PATH);
        server.setHandler(context);
        server.start();
        return new JettyReceiver(server);
    }

    @Override
    public URI url() {
        return server.getURI().resolve(Program.PATH);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty failed to stop", e);
        }
    }
}
