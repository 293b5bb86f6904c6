package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.client.ClientListener;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.ClientState.Status;
import com.clerk.sdk.client.SessionEnd;
import com.clerk.sdk.client.TokenOptions;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.RateLimitException;
import com.clerk.sdk.frontend.model.SignIn;
import com.clerk.sdk.frontend.model.SignUpAttemptVerificationStrategy;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.ReceivedRequest;
import com.clerk.sdk.testing.StubResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of a device against the local Clerk: over restarts, with several users, and after changes elsewhere. */
@Timeout(120)
class LocalFrontendTest {
    private static final String PASSWORD = "correct horse battery";

    private final LocalClerk local = new LocalClerk(ClerkServer.builder().severalSessions(true));
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final List<ClerkFrontend> clients = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        threads.shutdownNow();
        clients.forEach(ClerkFrontend::close);
        local.close();
    }

    private ClerkFrontend open(ClerkServer server, TokenStore store) {
        var client = ClerkFrontend.builder()
                .publishableKey(server.publishableKey())
                .apiUrl(server.frontendApiUrl())
                .tokenStore(store)
                .clientListener(new ClientListener() {
                    @Override
                    public void sessionEnded(String sessionId, SessionEnd reason) {
                        ends.add(sessionId + " " + reason);
                    }
                })
                .build();
        clients.add(client);
        return client;
    }

    private ClerkFrontend open(TokenStore store) {
        return open(local.server, store);
    }

    private User newUser() {
        return local.clerk
                .users()
                .create(user -> user.emailAddress(local.newAddress()).password(PASSWORD));
    }

    private static String address(User user) {
        return user.emailAddresses().get(0).emailAddress();
    }

    private static SignIn begin(ClerkFrontend client, User user) {
        return client.signIns().create(signIn -> signIn.identifier(address(user)));
    }

    private static void signIn(ClerkFrontend client, User user) {
        client.signIns()
                .create(signIn ->
                        signIn.identifier(address(user)).password(PASSWORD).strategy("password"));
    }

    private TokenStore file() {
        return TokenStore.file(folder.resolve("clerk.json"));
    }

    private long count(String method, String pathEnd) {
        return local.server.requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().endsWith(pathEnd))
                .count();
    }

    // Restarts

    @Test
    void aUserStaysSignedInOverRestarts() {
        var user = newUser();
        signIn(open(file()), user);
        for (int run = 0; run < 3; run++) {
            clients.get(clients.size() - 1).close();
            var next = open(file());

            assertThat(next.state().status()).isEqualTo(Status.UNKNOWN);
            assertThat(next.getToken()).isNotNull();
            assertThat(next.state().user().id()).isEqualTo(user.id());
        }
        assertThat(count("POST", "/sign_ins")).isEqualTo(1);
    }

    @Test
    void aSignInThatWasLeftIsOfferedAndNotResumed() {
        var user = newUser();
        var left = begin(open(file()), user);
        clients.get(0).close();
        local.server.clearRequests();
        var next = open(file());

        assertThat(local.server.requests()).isEmpty();
        next.refreshState();
        assertThat(next.state().pendingSignIn().id()).isEqualTo(left.id());
        assertThat(local.server.messages(address(user))).isEmpty();
        assertThat(local.server.requests()).hasSize(1);

        signIn(next, newUser()); // gives it up
        assertThat(next.state().pendingSignIn()).isNull();
        assertThat(next.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void aClerkThatWasResetLocksNobodyOut() throws Exception {
        var client = open(file());
        signIn(client, newUser());
        var session = client.state().session().id();
        local.server.reset();

        assertThat(client.getToken(TokenOptions::skipCache)).isNull();
        assertThat(end()).isEqualTo(session + " CLIENT_LOST");
        signIn(client, newUser());
        assertThat(client.getToken()).isNotNull();
    }

    @Test
    void aClerkThatWasResetDuringASignInLocksNobodyOut() {
        var client = open(file());
        begin(client, newUser());
        local.server.reset();
        signIn(client, newUser());

        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(client.getToken()).isNotNull();
    }

    @Test
    void aSignUpIsPendingUntilItIsComplete() {
        var client = open(TokenStore.inMemory());
        client.signUps()
                .create(signUp -> signUp.emailAddress(local.newAddress()).password(PASSWORD));

        assertThat(client.state().pendingSignUp()).isNotNull();
        assertThat(client.state().pendingSignIn()).isNull();
    }

    // The end of a session

    private enum Elsewhere {
        REVOKED((local, client) ->
                local.clerk.sessions().revoke(client.state().session().id())),
        EXPIRED((local, client) -> local.server.moveClock(Duration.ofDays(8))),
        REMOVED((local, client) ->
                local.clerk.users().delete(client.state().user().id()));

        private final BiConsumer<LocalClerk, ClerkFrontend> change;

        Elsewhere(BiConsumer<LocalClerk, ClerkFrontend> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfASessionElsewhereIsToldOnceAndGivesNoToken(Elsewhere elsewhere) throws Exception {
        var client = open(TokenStore.inMemory());
        signIn(client, newUser());
        var session = client.state().session().id();
        elsewhere.change.accept(local, client);

        assertThat(client.getToken(TokenOptions::skipCache)).isNull();
        assertThat(client.getToken()).isNull();
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_OUT);
        assertThat(end()).startsWith(session + " ");
        assertThat(ends).isEmpty();
    }

    @Test
    void theSessionsOfABannedUserAreOver() throws Exception {
        var client = open(TokenStore.inMemory());
        signIn(client, newUser());
        local.clerk.users().ban(client.state().user().id());

        assertThat(client.getToken(TokenOptions::skipCache)).isNull();
        assertThat(end()).isNotNull();
    }

    private String end() throws InterruptedException {
        return ends.poll(30, TimeUnit.SECONDS);
    }

    // Several sessions and organizations

    @Test
    void signingOutOfOneOfThreeSessionsEndsOne() throws Exception {
        var client = open(TokenStore.inMemory());
        for (int i = 0; i < 3; i++) {
            signIn(client, newUser());
        }
        var sessions = List.copyOf(client.state().sessions());
        var active = client.state().session().id();
        var other = sessions.stream()
                .map(session -> session.id())
                .filter(id -> !id.equals(active))
                .findFirst()
                .orElseThrow();
        client.signOut(other);

        assertThat(end()).isEqualTo(other + " SIGNED_OUT");
        assertThat(client.state().session().id()).isEqualTo(active);
        assertThat(client.state().sessions()).hasSize(2);
        client.signOut(active);
        assertThat(end()).isEqualTo(active + " SIGNED_OUT");
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(client.getToken()).isNotNull();
        client.signOut();
        assertThat(client.getToken()).isNull();
    }

    @Test
    void theOrganizationOfATokenIsThatOfTheLastSwitch() throws Exception {
        var user = newUser();
        var first = organization(user);
        var second = organization(user);
        var client = open(TokenStore.inMemory());
        signIn(client, user);
        var session = client.state().session().id();
        for (int round = 0; round < 5; round++) {
            client.setActive(session, first);
            var around = new ArrayList<Future<String>>();
            for (int i = 0; i < 50; i++) {
                around.add(threads.submit(() -> organizationOf(client.getToken())));
            }
            client.setActive(session, second);

            assertThat(organizationOf(client.getToken())).isEqualTo(second);
            for (var each : around) {
                assertThat(each.get()).isIn(first, second);
            }
            assertThat(organizationOf(client.getToken(token -> token.organization(first))))
                    .isEqualTo(first);
            assertThat(client.state().organizationId()).isEqualTo(second);
        }
        client.setActive(session, "");
        assertThat(organizationOf(client.getToken())).isNull();
    }

    private String organization(User user) {
        return local.clerk
                .organizations()
                .create(organization -> organization.name("One").createdBy(user.id()))
                .id();
    }

    private static String organizationOf(String token) {
        return Jwt.decode(token).claims().get("o") instanceof Map<?, ?> claim ? (String) claim.get("id") : null;
    }

    // Two clients on one store

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoClientsOnOneFileStaySignedIn(boolean everyCallRotates) throws Exception {
        try (var server =
                ClerkServer.builder().rotateClientTokens(everyCallRotates).start()) {
            var file = folder.resolve("shared.json");
            var first = open(server, TokenStore.file(file));
            first.signUps()
                    .create(signUp -> signUp.emailAddress("ada@example.com").password(PASSWORD));
            var signUp = first.state().pendingSignUp().id();
            first.signUps().prepareVerification(signUp, prepare -> prepare.strategy("email_code"));
            first.signUps()
                    .attemptVerification(
                            signUp,
                            attempt -> attempt.strategy(SignUpAttemptVerificationStrategy.EMAIL_CODE)
                                    .code("424242"));
            var second = open(server, TokenStore.file(file));
            var calls = new ArrayList<Future<String>>();
            for (int i = 0; i < 60; i++) {
                var client = i % 2 == 0 ? first : second;
                calls.add(threads.submit(() -> client.getToken(TokenOptions::skipCache)));
            }
            for (var each : calls) {
                assertThat(each.get()).isNotNull();
            }

            assertThat(first.state().status()).isEqualTo(Status.SIGNED_IN);
            assertThat(second.state().status()).isEqualTo(Status.SIGNED_IN);
            assertThat(ends).isEmpty();
        }
    }

    @Test
    void aSignOutByOneClientOfAStoreReachesTheOther() {
        var first = open(file());
        signIn(first, newUser());
        var second = open(file());
        second.refreshState();
        first.signOut();

        assertThat(second.getToken(TokenOptions::skipCache)).isNull();
        assertThat(second.state().status()).isEqualTo(Status.SIGNED_OUT);
    }

    // Refusals that end nothing

    @Test
    void aRateLimitIsToldWithItsWaitAndEndsNothing() {
        var client = open(TokenStore.inMemory());
        signIn(client, newUser());
        local.server.stub(
                "POST /client/sessions/{session_id}/tokens", StubResponse.rateLimited(Duration.ofSeconds(70)));

        assertThatThrownBy(() -> client.getToken(TokenOptions::skipCache))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(70)));
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"captcha_missing_token", "captcha_invalid", "requires_captcha"})
    void aCaptchaThatIsRequiredIsToldOnceAndKeepsTheState(String code) {
        var client = open(TokenStore.inMemory());
        signIn(client, newUser());
        local.server.stub("POST /client/sign_ups", StubResponse.error(400, code, "A CAPTCHA is required."));
        long before = count("POST", "/sign_ups");

        assertThatThrownBy(() -> client.signUps().create(signUp -> signUp.emailAddress("new@example.com")))
                .isInstanceOfSatisfying(
                        ClerkApiException.class,
                        e -> assertThat(e.errors().get(0).code()).isEqualTo(code));
        assertThat(count("POST", "/sign_ups")).isEqualTo(before + 1);
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void anInstanceWithoutTheNativeApiSaysSo() {
        try (var server = ClerkServer.builder().nativeApi(false).start()) {
            var client = open(server, TokenStore.inMemory());

            assertThatThrownBy(client::refreshState).hasMessageContaining("native_api_disabled");
        }
    }

    @Test
    void aTemplateThatDoesNotExistEndsNothing() {
        var client = open(TokenStore.inMemory());
        signIn(client, newUser());

        assertThatThrownBy(() -> client.getToken(token -> token.template("missing")))
                .isInstanceOf(ClerkApiException.class);
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    // Clocks

    @ParameterizedTest
    @ValueSource(longs = {-600, -50, 50, 600, 86_400})
    void aClockThatDiffersFromThatOfTheServerCostsOneRequestPerLifeOfAToken(long seconds) {
        local.server.moveClock(Duration.ofSeconds(seconds));
        var client = open(TokenStore.inMemory());
        signIn(client, newUser());
        var first = client.getToken();
        for (int i = 0; i < 1000; i++) {
            client.getToken();
        }

        assertThat(first).isNotNull();
        // The test itself takes less than the life of two tokens.
        assertThat(count("POST", "/tokens")).isLessThanOrEqualTo(3);
    }

    /** The header Date stays that of the machine, so answers are in order, whichever way the clock is moved. */
    @ParameterizedTest
    @ValueSource(longs = {-86_400, -30, 30, 86_400})
    void aClockThatIsMovedUnderASignedInClientHidesNoLaterState(long seconds) {
        var client = open(TokenStore.inMemory());
        var user = newUser();
        signIn(client, user);
        var first = client.getToken();
        local.server.moveClock(Duration.ofSeconds(seconds));

        var second = client.getToken(TokenOptions::skipCache);
        local.clerk.users().update(user.id(), change -> change.firstName("Augusta"));

        assertThat(second).isNotNull().isNotEqualTo(first);
        assertThat(client.refreshState().user().firstName()).isEqualTo("Augusta");
        client.signOut();
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_OUT);
        signIn(client, user);
        assertThat(client.getToken()).isNotNull();
    }

    // Calls

    @Test
    void theClientDeletesNothingByItself() {
        var client = open(TokenStore.inMemory());
        signIn(client, newUser());
        client.getToken(TokenOptions::skipCache);
        local.clerk.sessions().revoke(client.state().session().id());
        client.getToken(TokenOptions::skipCache);
        client.close();

        assertThat(local.server.requests().stream()
                        .filter(request -> !request.path().contains("/v1/users"))
                        .map(ReceivedRequest::method))
                .doesNotContain("DELETE");
    }

    @Test
    void aClientTokenIsHandedOverToAnotherStore() {
        var store = TokenStore.inMemory();
        var first = open(store);
        signIn(first, newUser());
        var instance = "in-process.clerk.accounts.dev";
        var second = ClerkFrontend.builder()
                .publishableKey(local.server.publishableKey())
                .apiUrl(local.server.frontendApiUrl())
                .clientToken(store.read(instance).token())
                .build();
        clients.add(second);

        assertThat(second.refreshState().user().id())
                .isEqualTo(first.state().user().id());
        assertThat(second.getToken()).isNotNull();
    }

    @Test
    void twoInstancesAndTheirClientsShareNothing() {
        try (var other = local.server.newInstance()) {
            var first = open(TokenStore.inMemory());
            signIn(first, newUser());
            var second = open(other, TokenStore.inMemory());

            assertThat(second.refreshState().status()).isEqualTo(Status.SIGNED_OUT);
            assertThat(second.getToken()).isNull();
            assertThat(first.getToken()).isNotNull();
        }
    }

    @Test
    void theStateOfAnAnswerThatARequestTokenBroughtIsNotThatOfTheClient() {
        var client = open(TokenStore.inMemory());
        signIn(client, newUser());
        ClientState before = client.state();
        client.client()
                .calls()
                .get()
                .with(CallOptions.builder()
                        .header("Authorization", "a_token_that_nobody_knows")
                        .build())
                .execute();

        assertThat(client.state()).isSameAs(before);
    }
}
