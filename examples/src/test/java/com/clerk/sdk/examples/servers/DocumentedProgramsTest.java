package com.clerk.sdk.examples.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.servlet.ClerkFilter;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.web.ClerkScripts;
import com.clerk.sdk.web.RequestGuard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of docs/servers.md that do what the snippets of Clerk's JavaScript SDK do. */
class DocumentedProgramsTest {
    private final ClerkServer server = ClerkServer.start();
    private final ClerkBackend clerk = ClerkBackend.builder()
            .apiUrl(server.apiUrl())
            .secretKey(server.secretKey())
            .authentication(a -> a.publishableKey(server.publishableKey()).signInUrl("/sign-in"))
            .build();

    @AfterEach
    void close() {
        clerk.close();
        server.close();
    }

    private static HttpResponse<String> get(int port, String path, @Nullable String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void theRoutesAreOpenForWhomTheyAre() throws Exception {
        var program = ProtectedRoutes.start(clerk.authenticator(), 0);
        try {
            var port = program.getAddress().getPort();
            var admin = server.sessionToken()
                    .userId("user_1")
                    .organization("org_1", "acme", "org:admin")
                    .mint();
            assertThat(get(port, "/", null).body()).isEqualTo("{\"message\":\"Everybody may see this\"}");
            assertThat(get(port, "/me", null).statusCode()).isEqualTo(401);
            assertThat(get(port, "/me", server.sessionToken("user_1")).body()).isEqualTo("{\"message\":\"user_1\"}");
            assertThat(get(port, "/admin-only", server.sessionToken("user_1")).statusCode())
                    .isEqualTo(403);
            assertThat(get(port, "/admin-only", admin).body()).isEqualTo("{\"message\":\"Hello admin user_1\"}");
        } finally {
            program.stop(0);
        }
    }

    private interface Visit {
        void to(int port) throws Exception;
    }

    private void with(HttpServlet servlet, Visit visit) throws Exception {
        var jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var context = new ServletContextHandler("/");
        var filter =
                new FilterHolder(new ClerkFilter(RequestGuard.builder(clerk).build()));
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(servlet), "/");
        jetty.setHandler(context);
        jetty.start();
        try {
            visit.to(((ServerConnector) jetty.getConnectors()[0]).getLocalPort());
        } finally {
            jetty.stop();
        }
    }

    private String createUser(String firstName) {
        return clerk.users()
                .create(u -> u.firstName(firstName).emailAddress("ada@example.com"))
                .id();
    }

    @Test
    void theDashboardIsForItsUserAndEscapesTheName() throws Exception {
        var id = createUser("Ada <b>");
        with(new DashboardServlet(), port -> {
            assertThat(get(port, "/", null).statusCode()).isEqualTo(401);
            assertThat(get(port, "/", server.sessionToken(id)).body())
                    .isEqualTo(
                            "<h1>Welcome, Ada &lt;b&gt;!</h1><p>Email: ada@example.com</p><p>User ID: " + id + "</p>");
        });
    }

    @Test
    void theHomePageHasTheComponentsOfWhoSeesIt() throws Exception {
        var id = createUser("Ada");
        with(new HomeServlet(ClerkScripts.of(clerk.authenticator())), port -> {
            assertThat(get(port, "/", null).body())
                    .contains("Signed out", "data-clerk-mount=\"SignIn\"", "{&quot;routing&quot;:&quot;hash&quot;}")
                    .doesNotContain("UserButton");
            assertThat(get(port, "/", server.sessionToken(id)).body())
                    .contains("Signed in as " + id, "data-clerk-mount=\"UserButton\"", "OrganizationSwitcher")
                    .contains("&quot;first_name&quot;:&quot;Ada&quot;")
                    .doesNotContain("data-clerk-mount=\"SignIn\"");
        });
    }

    @ParameterizedTest
    @CsvSource({"ProtectedRoutes, 42", "DashboardServlet, 18", "HomeServlet, 47"})
    void aProgramIsNoLongerThanTheOneInJavaScript(String name, int lines) throws IOException {
        var source = Files.readString(Path.of("src/main/java/com/clerk/sdk/examples/servers", name + ".java"));
        var code = source.lines()
                .filter(line -> !line.isBlank()
                        && !line.startsWith("package")
                        && !line.startsWith("//")
                        && !line.startsWith("/**"))
                .toList();
        assertThat(code).hasSizeLessThanOrEqualTo(lines);
    }
}
