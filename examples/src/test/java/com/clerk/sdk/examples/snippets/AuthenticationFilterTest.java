package com.clerk.sdk.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.testing.ClerkServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filter authenticates HTTP requests to a servlet in Jetty. */
class AuthenticationFilterTest {
    private final ClerkServer clerk = ClerkServer.start();
    private final Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    /** Answers with the subject of the request. */
    private static final class Greeting extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .print("Hello " + AuthenticationFilter.auth(request).subject());
        }
    }

    @BeforeEach
    void start() throws Exception {
        var authenticator = RequestAuthenticator.builder()
                .apiUrl(clerk.apiUrl())
                .secretKey(clerk.secretKey())
                .publishableKey(clerk.publishableKey())
                .build();
        var context = new ServletContextHandler();
        context.addFilter(
                new FilterHolder(new AuthenticationFilter(authenticator)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Greeting()), "/*");
        jetty.setHandler(context);
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
        clerk.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(jetty.getURI().resolve(path)).headers(headers);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void theServletKnowsWhoSentTheRequest() throws Exception {
        var response = get("/a", "Authorization", "Bearer " + clerk.sessionToken("user_1"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Hello user_1");
    }

    @Test
    void aSignedOutRequestDoesNotReachTheServlet() throws Exception {
        var response = get("/a", "Authorization", "Bearer " + clerk.sessionToken("user_1") + "A");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("x-clerk-auth-reason"))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("token-invalid"));
    }

    @Test
    void aBrowserIsRedirectedToClerkWithTheUrlOfThePage() throws Exception {
        var response = get("/a?b=c", "Accept", "text/html");

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("location").orElseThrow())
                .startsWith(clerk.issuer() + "/v1/client/handshake?redirect_url=http%3A%2F%2F")
                .contains("%2Fa%3Fb%3Dc&");
    }

    @Test
    void allCookiesOfTheHandshakeAreSet() throws Exception {
        var session = "__session=" + clerk.sessionToken("user_1") + "; Path=/";
        var handshake = clerk.sessionToken()
                .claim("handshake", List.of(session, "__client_uat=1; Path=/"))
                .mint();

        var response = get("/a?__clerk_handshake=" + handshake, "Accept", "text/html");

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().allValues("set-cookie")).containsExactly(session, "__client_uat=1; Path=/");
    }
}
