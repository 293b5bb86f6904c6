package com.clerk.sdk.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.JdbcDeliveryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The snippets do what the documents say. */
class SnippetsRunTest {
    private static final String USER = "{\"id\":\"user_1\",\"object\":\"user\",\"first_name\":\"Ada\","
            + "\"created_at\":1700000000000,\"public_metadata\":{\"plan\":\"gold\",\"seats\":3},\"new_field\":\"value\"}";

    private final ClerkServer server = ClerkServer.start();
    private final ClerkBackend clerk = ClerkBackend.builder()
            .apiUrl(server.apiUrl())
            .secretKey(server.secretKey())
            .build();

    @AfterEach
    void close() {
        clerk.close();
        server.close();
    }

    @Test
    void parametersAreSent() {
        var ada = GettingStartedSnippets.params(clerk);

        assertThat(ada.publicMetadata().as(Plan.class)).isEqualTo(new Plan("gold", 3));
        assertThat(GettingStartedSnippets.reusedParams(clerk).items()).isEmpty();
    }

    @Test
    void aClearedFieldIsSentAsNullAndAFieldThatIsNotSetIsLeftOut() {
        server.stub("PATCH /users/{user_id}", StubResponse.json(200, USER));

        GettingStartedSnippets.clear(clerk);

        assertThat(server.requests().get(0).bodyText()).isEqualTo("{\"first_name\":\"Ada\",\"last_name\":null}");
    }

    @Test
    void fieldsWithoutAnAccessorAreSentAndRead() {
        server.stub("PATCH /users/{user_id}", StubResponse.json(200, USER));

        assertThatCode(() -> GettingStartedSnippets.extra(clerk)).doesNotThrowAnyException();
        assertThat(server.requests().get(0).bodyText()).isEqualTo("{\"new_field\":\"value\"}");
    }

    @Test
    void everyWayOfCallingReturnsTheResult() {
        server.stub("GET /users/{user_id}", StubResponse.json(200, USER));

        assertThatCode(() -> {
                    GettingStartedSnippets.results(clerk);
                    GettingStartedSnippets.async(clerk);
                    GettingStartedSnippets.raw(clerk);
                    GettingStartedSnippets.timeoutOfOneCall(clerk);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aStatusThatIsUnknownKeepsItsText() {
        server.stub("GET /sessions/{session_id}", StubResponse.json(200, "{\"id\":\"sess_1\",\"status\":\"paused\"}"));

        assertThatCode(() -> GettingStartedSnippets.openEnum(clerk)).doesNotThrowAnyException();
    }

    @Test
    void migratedCallsCreateAUserAndDeleteIt() {
        MigrationSnippets.write(clerk);

        assertThat(server.requests()).hasSize(5);
        assertThat(clerk.users().list().items()).isEmpty();
    }

    @Test
    void migratedCallsReadTheFieldsOfAUser() {
        assertThatCode(() -> MigrationSnippets.fields(User.fromJson(USER))).doesNotThrowAnyException();
    }

    @Test
    void aMigratedVerifierReadsTheClaims() {
        var token = server.sessionTokens()
                .forUser("user_1")
                .authorizedParty("https://app.example.com")
                .mint();

        assertThat(MigrationSnippets.verify(token, server.publicKeyPem()).userId())
                .isEqualTo("user_1");
    }

    @Test
    void errorsAreDistinguished() {
        assertThatCode(() -> MigrationSnippets.errors(clerk)).doesNotThrowAnyException();
        assertThatCode(() -> ErrorSnippets.codes(clerk)).doesNotThrowAnyException();
        assertThat(ErrorSnippets.async(clerk).join()).isEmpty();
        server.stub("GET /users/{user_id}", StubResponse.rateLimited(Duration.ofMinutes(1)));
        assertThat(ErrorSnippets.rateLimit(clerk)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void afterALostResponseTheListShowsWhetherTheUserWasCreated() {
        server.stubNext("POST /users", StubResponse.passThrough().truncated());

        assertThat(ErrorSnippets.mayHaveHappened(clerk)).isTrue();
    }

    @Test
    void anExpiredTokenIsReportedWithItsReason() {
        var verifier =
                SessionTokenVerifier.builder().jwtKey(server.publicKeyPem()).build();

        assertThat(ErrorSnippets.token(verifier, server.sessionToken("user_1"))).isEqualTo("user_1");
        assertThat(ErrorSnippets.token(verifier, server.expiredSessionToken("user_1")))
                .isEqualTo("signed out: token-expired");
    }

    @Test
    void allPagesOfAListAreRead() {
        for (var i = 0; i < 3; i++) {
            var email = "user" + i + "@example.com";
            clerk.users().create(u -> u.emailAddress(email));
            var name = "Organization " + i;
            clerk.organizations().create(o -> o.name(name));
        }

        assertThatCode(() -> {
                    PaginationSnippets.loop(clerk);
                    PaginationSnippets.pages(clerk);
                })
                .doesNotThrowAnyException();
        assertThat(PaginationSnippets.stream(clerk)).isEmpty();
        assertThat(PaginationSnippets.count(clerk)).isEqualTo(3);
        var newest = clerk.users().list().items().get(0).id();
        assertThat(PaginationSnippets.resume(clerk, newest).items()).hasSize(2);
    }

    @Test
    void theServerReturnsTheStubbedResponses() {
        TestingSnippets.lacking(server);
        assertThat(clerk.jwtTemplates().list().items()).isEmpty();
        TestingSnippets.requests(server);
        TestingSnippets.failures(server, clerk);
        assertThat(server.pendingStubs()).isEqualTo(4);
    }

    @Test
    void tokensAndWebhooksAreSignedWithoutAServer() {
        assertThat(TestingSnippets.tokens(server)).isNotEmpty();
        assertThatCode(TestingSnippets::tokensWithoutServer).doesNotThrowAnyException();
        assertThatCode(TestingSnippets::webhooks).doesNotThrowAnyException();
        var body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThatCode(() -> TestingSnippets.badWebhooks(WebhookSigner.create(), body))
                .doesNotThrowAnyException();
    }

    @Test
    void webhooksAreVerifiedAndHandled() {
        var signer = WebhookSigner.create();
        var webhooks = WebhookSnippets.rotation(signer.secret());
        var created = signer.event("user.created", USER);
        var forged = created.wrongSignature();
        assertThat(WebhookSnippets.readme(webhooks, created.body(), created.headers()))
                .isEqualTo(204);
        assertThat(WebhookSnippets.readme(webhooks, forged.body(), forged.headers()))
                .isEqualTo(400);
        assertThat(WebhookSnippets.reason(webhooks, forged.body(), forged.headers()))
                .isEqualTo("The secret is wrong, or the body was changed.");
        var event = WebhookSnippets.queue(webhooks, created.body(), created.headers(), new java.util.ArrayDeque<>());
        assertThat(WebhookSnippets.read(event)).startsWith("user_1 created at ");
        assertThat(WebhookSnippets.handler().handle(webhooks.verify(created.body(), created.headers())))
                .isTrue();
        assertThat(WebhookSnippets.test(event.toJson())).isTrue();
    }

    @Test
    void aDeliveryAndItsWorkAreStoredTogether() throws java.sql.SQLException {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:snippets;DB_CLOSE_DELAY=-1");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE app_user (id VARCHAR(64) PRIMARY KEY)");
        }
        var handler = WebhookSnippets.store(database);
        var signer = WebhookSigner.create();
        var created = signer.event("user.created", USER);
        var event = WebhookSnippets.rotation(signer.secret()).verify(created.body(), created.headers());

        assertThat(handler.handle(event)).isTrue();
        assertThat(handler.handle(event)).isFalse();
        WebhookSnippets.forget(JdbcDeliveryStore.of(database));
        assertThat(handler.handle(event)).isFalse();
    }
}
