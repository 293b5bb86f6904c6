package com.clerk.sdk.examples.recipes.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.examples.recipes.RecipeClerk;
import com.clerk.sdk.examples.recipes.RequestTable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipe for Quarkus: a whole application, on a port of its own. */
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

    @ParameterizedTest
    @ValueSource(strings = {"/annotated", "/annotated-role"})
    void anAnnotationRefusesAndRedirectsAsWell(String path) {
        var program = get(path);
        assertThat(program.status()).isEqualTo(401);
        assertThat(program.all("www-authenticate")).containsExactly("Bearer");
        assertThat(program.all("cache-control")).containsExactly("private, no-store");
        assertThat(program.body()).isEmpty();
        var page = get(path, PAGE);
        assertThat(page.status()).isEqualTo(307);
        assertThat(page.all("location")).singleElement().asString().contains("/sign-in?redirect_url=");
        assertThat(get(path, PAGE, "Authorization: Bearer rubbish").status()).isEqualTo(401);
        assertThat(get(path, apiKey()).status()).isEqualTo(401);
    }

    @Test
    void anAnnotationKnowsTheCallerAndTheRole() {
        assertThat(get("/annotated", bearer("user_1")).body()).isEqualTo("user_1");
        assertThat(get("/annotated-role", admin()).body()).startsWith("Admin user_");
        var wrongRole = get("/annotated-role", bearer("user_1"));
        assertThat(wrongRole.status()).isEqualTo(403);
        assertThat(wrongRole.all("cache-control")).containsExactly("private, no-store");
        assertThat(wrongRole.body()).isEmpty();
    }

    @Test
    void aPolicyForAPathRefusesAsARuleDoes() {
        var program = get("/by-policy");
        assertThat(program.status()).isEqualTo(401);
        assertThat(program.all("www-authenticate")).containsExactly("Bearer");
        assertThat(program.body()).contains("\"reason\":\"session-token-and-uat-missing\"");
        assertThat(get("/by-policy", PAGE).status()).isEqualTo(307);
        assertThat(get("/by-policy", bearer("user_1")).body()).isEqualTo("user_1");
    }

    /** A method that may wait must not run on the event loop, and one that may not must not leave it. */
    @Test
    void methodsRunOnTheThreadsThatQuarkusHasForThem() {
        for (var caller : new String[] {bearer("user_1"), apiKey()}) {
            assertThat(get("/api/thread", caller).body()).startsWith("executor-thread");
            assertThat(get("/api/reactive-thread", caller).body()).startsWith("vert.x-eventloop-thread");
        }
    }
}
