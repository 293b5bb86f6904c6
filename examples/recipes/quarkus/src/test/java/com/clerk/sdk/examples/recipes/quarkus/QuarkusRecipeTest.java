package com.clerk.sdk.examples.recipes.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.examples.recipes.RecipeClerk;
import com.clerk.sdk.examples.recipes.RequestTable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The recipe for Quarkus. */
@QuarkusTest
@QuarkusTestResource(ClerkResource.class)
class QuarkusRecipeTest extends RequestTable {
    RecipeClerk clerk;

    @TestHTTPResource
    URI server;

    @Override
    protected RecipeClerk clerk() {
        return clerk;
    }

    @Override
    protected int port() {
        return server.getPort();
    }

    @Test
    void anAnnotationRefusesAndRedirectsAsWell() throws Exception {
        var program = annotated("application/json");
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(program.headers().allValues("www-authenticate")).containsExactly("Bearer");
        assertThat(program.headers().allValues("cache-control")).containsExactly("private, no-store");
        var page = annotated("text/html");
        assertThat(page.statusCode()).isEqualTo(307);
        assertThat(page.headers().firstValue("location").orElseThrow()).contains("/sign-in?redirect_url=");
    }

    private HttpResponse<String> annotated(String accept) throws Exception {
        var request = HttpRequest.newBuilder(server.resolve("/annotated")).header("Accept", accept);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
