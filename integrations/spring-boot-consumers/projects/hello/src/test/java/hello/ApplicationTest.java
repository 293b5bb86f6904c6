package hello;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.spring.test.ClerkSpringTest;
import com.clerk.sdk.testing.ClerkServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.core.Authentication;

/** With the starter alone, the users of the application are Clerk's. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ClerkSpringTest
class ApplicationTest {
    @Autowired
    private ClerkServer clerk;

    @LocalServerPort
    private int port;

    private HttpResponse<String> hello(String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/hello"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aRequestWithoutATokenIsRefused() throws Exception {
        assertThat(hello().statusCode()).isEqualTo(401);
    }

    @Test
    void theUserOfATokenIsGreeted() throws Exception {
        var response = hello("Authorization", "Bearer " + clerk.sessionToken("user_1"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Hello user_1");
    }

    @Test
    void theVersionsAreThoseOfSpringBoot() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("expected.boot"));
        assertThat(Authentication.class.getPackage().getImplementationVersion())
                .isEqualTo(System.getProperty("expected.security"));
    }
}
