package com.clerk.sdk.examples.spring.webflux;

import static com.clerk.sdk.spring.test.ClerkWebTestClient.clerkCaller;
import static com.clerk.sdk.spring.test.ClerkWebTestClient.clerkUser;

import com.clerk.sdk.auth.TestAuth;
import com.clerk.sdk.spring.test.WithClerkUser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The controller by itself, without keys, an account or a network. A slice has no chain but the one it imports. */
@WebFluxTest(TasksController.class)
@Import(TasksSecurity.class)
class TasksControllerTest {
    @Autowired
    private WebTestClient http;

    private static StatusAssertions add(WebTestClient caller, String text) {
        return caller.post()
                .uri("/tasks")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("text", text))
                .exchange()
                .expectStatus();
    }

    private static void expectTasks(WebTestClient caller, String json) {
        caller.get().uri("/tasks").exchange().expectStatus().isOk().expectBody().json(json);
    }

    @Test
    void nobodySeesTasks() {
        http.get().uri("/tasks").exchange().expectStatus().isUnauthorized();
    }

    @Test
    @WithClerkUser("user_1")
    void aUserSeesTheTasksAndNoOtherUserDoes() {
        add(http, "Buy milk").isCreated();
        expectTasks(http, "[{\"text\":\"Buy milk\"}]");
        expectTasks(http.mutateWith(clerkUser("user_2")), "[]");
    }

    @Test
    void theMembersOfAnOrganizationShareItsTasks() {
        var ada =
                http.mutateWith(clerkUser(user -> user.userId("user_ada").organization("org_1", "acme", "org:member")));
        var charles = http.mutateWith(
                clerkUser(user -> user.userId("user_charles").organization("org_1", "acme", "org:admin")));
        add(ada, "Call the printer").isCreated();
        expectTasks(charles, "[{\"text\":\"Call the printer\"}]");

        ada.delete().uri("/tasks").exchange().expectStatus().isForbidden();
        expectTasks(ada, "[{\"text\":\"Call the printer\"}]");
        charles.delete().uri("/tasks").exchange().expectStatus().isNoContent();
        expectTasks(ada, "[]");
    }

    @Test
    void aProgramWithAnApiKeySeesTheTasksOfItsUser() {
        add(http.mutateWith(clerkUser("user_3")), "Water the plants").isCreated();
        expectTasks(http.mutateWith(clerkCaller(TestAuth.apiKey("user_3"))), "[{\"text\":\"Water the plants\"}]");
    }

    @Test
    void aProgramIsNotAnAdmin() {
        http.mutateWith(clerkCaller(TestAuth.apiKey("org_1")))
                .delete()
                .uri("/tasks")
                .exchange()
                .expectStatus()
                .isForbidden();
    }
}
