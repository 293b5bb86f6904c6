package com.clerk.sdk.client.internal;

import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.clientWith;
import static com.clerk.sdk.client.FrontendStub.session;
import static com.clerk.sdk.client.FrontendStub.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.client.ClientListener;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.ClientState.Status;
import com.clerk.sdk.client.SessionEnd;
import com.clerk.sdk.client.StoredClient;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.client.TokenStoreException;
import com.clerk.sdk.client.TokenStoreException.Reason;
import com.clerk.sdk.client.internal.ClientSync.Outcome;
import com.clerk.sdk.client.internal.FrontendResponse.Content;
import com.clerk.sdk.client.internal.FrontendResponse.Purpose;
import com.clerk.sdk.client.internal.FrontendResponse.Sent;
import com.clerk.sdk.frontend.model.Client;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which answers change the client token and the state. */
class ClientSyncTest {
    private static final String INSTANCE = "clerk.example.com";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SIGNED_IN = client("client_1", session("sess_1", "active"));

    private final List<String> events = new ArrayList<>();
    private final TokenStore store = TokenStore.inMemory();
    private final ClientSync sync = sync(store);

    private ClientSync sync(TokenStore chosen) {
        var made = new ClientSync(chosen, INSTANCE, recorder(), null);
        made.callOn(Runnable::run);
        return made;
    }

    private ClientListener recorder() {
        return new ClientListener() {
            @Override
            public void stateChanged(ClientState before, ClientState now) {
                events.add(before.status() + " -> " + now.status());
            }

            @Override
            public void sessionEnded(String sessionId, SessionEnd reason) {
                events.add(sessionId + " " + reason);
            }

            @Override
            public void storeFailed(TokenStoreException failure) {
                events.add("store " + failure.reason());
            }
        };
    }

    private Outcome applied(@Nullable String token, String body) {
        return apply(sync, sync.sending(), 200, START, token, body);
    }

    private static Outcome apply(
            ClientSync sync, Sent sent, int status, @Nullable Instant date, @Nullable String token, String body) {
        var content = FrontendResponseReader.read(body.getBytes(StandardCharsets.UTF_8), false);
        return sync.apply(new FrontendResponse(sent, Purpose.CALL, status, date, token, content), () -> false);
    }

    private static String of(String client) {
        return "{\"response\":{},\"client\":" + client + "}";
    }

    private void signInFirst() {
        applied("token_1", of(SIGNED_IN));
        events.clear();
    }

    private @Nullable String token() {
        var content = store.read(INSTANCE);
        return content == null ? null : content.token();
    }

    @Test
    void anAnswerBringsTokenAndClientTogether() {
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_OUT);
        applied("token_1", of(SIGNED_IN));

        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(sync.state().session().id()).isEqualTo("sess_1");
        assertThat(store.read(INSTANCE))
                .isEqualTo(new StoredClient(sync.present().deviceId(), "token_1", "client_1"));
        assertThat(events).containsExactly("SIGNED_OUT -> SIGNED_IN");
    }

    @Test
    void anAnswerWithATokenAloneStoresTheToken() {
        signInFirst();
        applied("token_2", "{\"auth_config\":{}}");

        assertThat(token()).isEqualTo("token_2");
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(store.read(INSTANCE).clientId()).isEqualTo("client_1");
    }

    @Test
    void aLateAnswerNeverOverwritesANewerToken() {
        signInFirst();
        var early = sync.sending();
        applied("token_2", of(SIGNED_IN));

        assertThat(apply(sync, early, 200, START, "token_1b", of(client("client_1"))))
                .isEqualTo(Outcome.OUTDATED);
        assertThat(token()).isEqualTo("token_2");
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bearer", "bearer "})
    void anEmptyAuthorizationForgetsTheToken(String header) {
        signInFirst();
        applied(header, of("null"));

        assertThat(token()).isNull();
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_OUT);
        assertThat(events).containsExactly("sess_1 CLIENT_LOST", "SIGNED_IN -> SIGNED_OUT");
        assertThat(sync.sending().clientId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void anOverloadedServerSignsNobodyOut(int status) {
        signInFirst();
        apply(sync, sync.sending(), status, START, "", "{\"client\":null}");

        assertThat(token()).isEqualTo("token_1");
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void noClientBesideAResponseSaysNothing() {
        signInFirst();
        applied(null, "{\"response\":{\"id\":\"user_1\"},\"client\":null}");

        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"client\":null}", "{\"response\":null,\"client\":null}"})
    void noClientAndNoResponseClearsTheClient(String body) {
        signInFirst();
        applied(null, body);

        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_OUT);
        assertThat(sync.state().client()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "null",
                "{\"client\":{}}",
                "{\"client\":[]}",
                "{\"client\":7,\"response\":{}}",
                "{\"response\":{},\"client\":{\"object\":\"client\"}}",
                "<html>",
                "{\"meta\":{\"client\":null}}",
                "{\"meta\":[]}"
            })
    void aBodyOfAnotherShapeSaysNothing(String body) {
        signInFirst();
        applied(null, body);

        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void aRefusalBringsTheClientInItsMeta() {
        signInFirst();
        var body = "{\"errors\":[{\"code\":\"session_exists\"}],\"meta\":{\"client\":"
                + client("client_1", session("sess_1", "active"), session("sess_2", "active")) + "}}";
        apply(sync, sync.sending(), 400, START, null, body);

        assertThat(sync.state().sessions()).hasSize(2);
    }

    @Test
    void theOrderIsThatOfTheServersClock() {
        signInFirst();
        var sent = sync.sending();
        apply(sync, sent, 200, START.plusSeconds(9), null, of(client("client_1", session("sess_2", "active"))));
        apply(sync, sent, 200, START.plusSeconds(8), null, of(SIGNED_IN));

        assertThat(sync.state().session().id()).isEqualTo("sess_2");
    }

    @Test
    void withinOneSecondTheLastChangeOfTheClientDecides() {
        var older = SIGNED_IN;
        var newer = client("client_1", session("sess_2", "active")).replace("\"updated_at\":1", "\"updated_at\":2");
        applied("token_1", of(newer));
        applied(null, of(older));

        assertThat(sync.state().session().id()).isEqualTo("sess_2");
    }

    @Test
    void aForeignEmptyClientNeverReplacesASession() {
        signInFirst();
        for (int i = 0; i < 5; i++) {
            assertThat(applied("foreign", of(client("client_2")))).isEqualTo(Outcome.REFUSED);
        }
        assertThat(token()).isEqualTo("token_1");
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void aForeignEmptyClientNeverReplacesASignInInProgress() {
        applied("token_1", of(clientWith("client_1", signIn("needs_first_factor"))));

        assertThat(applied("foreign", of(client("client_2")))).isEqualTo(Outcome.REFUSED);
        assertThat(sync.state().pendingSignIn()).isNotNull();
    }

    @Test
    void aLateAnswerOfTheSameClientBringsItsStateAndNotItsToken() {
        signInFirst();
        var early = sync.sending();
        applied("token_2", of(SIGNED_IN));
        var switched = of(client("client_1", session("sess_1", "active", "org_1", null)));

        assertThat(apply(sync, early, 200, START.plusSeconds(1), "token_3", switched))
                .isEqualTo(Outcome.OUTDATED);
        assertThat(token()).isEqualTo("token_2");
        assertThat(sync.state().organizationId()).isEqualTo("org_1");
    }

    @Test
    void aForeignEmptyClientNeverReplacesASignUpInProgress() {
        applied("token_1", of(signingUp("client_1")));

        assertThat(applied("foreign", of(client("client_2")))).isEqualTo(Outcome.REFUSED);
        assertThat(sync.state().pendingSignUp().id()).isEqualTo("sua_1");
    }

    @Test
    void aSignInThatTheProgramBeginsReplacesAnotherOneThatIsLostWithItsClient() {
        applied("token_1", of(clientWith("client_1", signIn("needs_first_factor"))));
        var begun = of(clientWith("client_2", signIn("needs_second_factor")));

        assertThat(began("token_2", of(client("client_2")))).isEqualTo(Outcome.REFUSED);
        assertThat(began("token_2", begun)).isEqualTo(Outcome.APPLIED);
        assertThat(token()).isEqualTo("token_2");
    }

    @Test
    void aSignInThatTheProgramBeginsNeverReplacesASession() {
        signInFirst();

        assertThat(began("token_2", of(signingUp("client_2")))).isEqualTo(Outcome.REFUSED);
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    private Outcome began(String token, String body) {
        var content = FrontendResponseReader.read(body.getBytes(StandardCharsets.UTF_8), false);
        var answer = new FrontendResponse(sync.sending(), Purpose.BEGINNING, 200, START, token, content);
        return sync.apply(answer, () -> false);
    }

    private static String signingUp(String id) {
        return client(id)
                .replace(
                        "\"sign_up\":null",
                        "\"sign_up\":{\"object\":\"sign_up_attempt\",\"id\":\"sua_1\",\"status\":\"missing_requirements\"}");
    }

    @Test
    void aForeignClientForAnotherTokenEachTimeReplacesNothing() {
        applied("token_1", of(client("client_1")));
        for (int i = 2; i < 5; i++) {
            assertThat(applied("foreign", of(client("client_" + i)))).isEqualTo(Outcome.DOUBTFUL);
            var present = store.read(INSTANCE);
            store.compareAndSet(INSTANCE, present, present.with("token_" + i, "client_1")); // by another process
        }

        assertThat(store.read(INSTANCE).clientId()).isEqualTo("client_1");
    }

    @Test
    void aForeignEmptyClientReplacesAClientWithNothingToLoseWhenItComesTwice() {
        applied("token_1", of(client("client_1")));

        assertThat(applied("foreign_1", of(client("client_2")))).isEqualTo(Outcome.DOUBTFUL);
        assertThat(token()).isEqualTo("token_1");
        assertThat(applied("foreign_2", of(client("client_3")))).isEqualTo(Outcome.APPLIED);
        assertThat(token()).isEqualTo("foreign_2");
    }

    @Test
    void aForeignClientOnWhichASignInWasBegunReplacesAClientWithNothingToLose() {
        applied("token_1", of(client("client_1")));
        var begun = clientWith("client_2", signIn("needs_first_factor"));

        assertThat(applied("token_2", of(begun))).isEqualTo(Outcome.APPLIED);
        assertThat(sync.state().pendingSignIn()).isNotNull();
    }

    @Test
    void aForeignClientAfterARefusalOfThePresentTokenEndsTheSessions() {
        signInFirst();
        var foreign = new Content(Client.fromJson(client("client_2")), false, null);
        sync.apply(
                new FrontendResponse(sync.sending(), Purpose.CONFIRMATION, 200, START, "foreign", foreign),
                () -> false);

        assertThat(token()).isEqualTo("foreign");
        assertThat(events).containsExactly("sess_1 CLIENT_LOST", "SIGNED_IN -> SIGNED_OUT");
    }

    @Test
    void anAnswerFromBeforeAChangeOfTheIdentityChangesNothing() {
        signInFirst();
        var early = sync.sending();
        sync.forget(early, () -> false);
        assertThat(token()).isNull();

        assertThat(apply(sync, early, 200, START, "token_2", of(SIGNED_IN))).isEqualTo(Outcome.OUTDATED);
        assertThat(apply(sync, early, 200, START, "token_2", "{}")).isEqualTo(Outcome.OUTDATED);
        assertThat(token()).isNull();
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_OUT);
    }

    @Test
    void aSignOutThatHadNothingToEndDropsTheAnswersFromBefore() {
        var early = sync.sending();
        sync.nothingToSignOut(sync.generation());

        assertThat(apply(sync, early, 200, START, "token_1", of(SIGNED_IN))).isEqualTo(Outcome.OUTDATED);
        assertThat(sync.state().session()).isNull();
    }

    @Test
    void aSignOutThatHadNothingToEndLeavesANewerIdentity() {
        signInFirst();
        long before = sync.generation();
        sync.forget(sync.sending(), () -> false);
        var late = sync.sending();
        sync.nothingToSignOut(before);

        assertThat(apply(sync, late, 200, START, "token_2", of(SIGNED_IN))).isEqualTo(Outcome.APPLIED);
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @ParameterizedTest
    @CsvSource({
        "revoked,REVOKED",
        "expired,EXPIRED",
        "ended,ENDED",
        "removed,REMOVED",
        "abandoned,ABANDONED",
        "replaced,REPLACED",
        "of_the_future,REMOVED"
    })
    void theEndOfASessionSaysWhy(String status, SessionEnd reason) {
        signInFirst();
        applied(null, of(client("client_1", session("sess_1", status))));

        assertThat(events).containsExactly("sess_1 " + reason, "SIGNED_IN -> SIGNED_OUT");
        assertThat(sync.state().sessions()).isEmpty();
    }

    @Test
    void aRefusedSessionEndsAndTheOthersStay() {
        applied("token_1", of(client("client_1", session("sess_1", "active"), session("sess_2", "active"))));
        events.clear();
        sync.endSession(sync.sending(), "sess_1", SessionEnd.REVOKED, () -> false);

        assertThat(sync.state().session().id()).isEqualTo("sess_2");
        assertThat(events).containsExactly("sess_1 REVOKED", "SIGNED_IN -> SIGNED_IN");
    }

    @Test
    void aSessionThatTheProgramEndsIsSignedOut() {
        signInFirst();
        sync.signingOut(Set.of("sess_1"));
        applied(null, of(client("client_1", session("sess_1", "removed"))));

        assertThat(events).startsWith("sess_1 SIGNED_OUT");
    }

    @Test
    void aPendingSessionIsAStateOfItsOwn() {
        applied("token_1", of(client("client_1", session("sess_1", "pending"))));

        assertThat(sync.state().status()).isEqualTo(Status.PENDING);
        assertThat(sync.state().user()).isNotNull();
    }

    @Test
    void theSessionThatWasActiveLastIsChosen() {
        var two = client("client_1", session("sess_1", "active"), session("sess_2", "active"));
        applied("token_1", of(two.replace("\"sign_up\"", "\"last_active_session_id\":\"sess_2\",\"sign_up\"")));
        assertThat(sync.state().session().id()).isEqualTo("sess_2");
        assertThat(sync.state().session("sess_1")).isNotNull();
        assertThat(sync.state().session("sess_3")).isNull();
    }

    @Test
    void aTokenFromAnotherProcessIsTakenOver() {
        signInFirst();
        var early = sync.sending();
        var other = new StoredClient(sync.present().deviceId(), "token_of_other", "client_1");
        store.compareAndSet(INSTANCE, store.read(INSTANCE), other);

        assertThat(apply(sync, early, 200, START, "token_2", of(SIGNED_IN))).isEqualTo(Outcome.OUTDATED);
        assertThat(sync.sending().token()).isEqualTo("token_of_other");
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void anotherClientFromAnotherProcessMakesTheStateUnknown() {
        signInFirst();
        store.compareAndSet(INSTANCE, store.read(INSTANCE), new StoredClient("device", "token_9", "client_9"));
        sync.sending();

        assertThat(sync.state().status()).isEqualTo(Status.UNKNOWN);
        store.compareAndSet(INSTANCE, store.read(INSTANCE), new StoredClient("device", null, null));
        sync.sending();
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_OUT);
    }

    @Test
    void aTokenOfTheSameClientThatAnotherProcessStoresFirstEndsNoSession() {
        var contested = new BrokenStore();
        var own = sync(contested);
        apply(own, own.sending(), 200, START, "token_1", of(SIGNED_IN));
        var sent = own.sending();
        contested.faster = own.present().with("token_of_other", "client_1");

        assertThat(apply(own, sent, 200, START, "token_2", of(SIGNED_IN))).isEqualTo(Outcome.OUTDATED);
        assertThat(own.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(own.sending().token()).isEqualTo("token_of_other");
    }

    @Test
    void anotherClientThatAnotherProcessStoresFirstMakesTheStateUnknown() {
        var contested = new BrokenStore();
        var own = sync(contested);
        apply(own, own.sending(), 200, START, "token_1", of(SIGNED_IN));
        var sent = own.sending();
        contested.faster = own.present().with("token_9", "client_9");
        own.forget(sent, () -> false);

        assertThat(own.state().status()).isEqualTo(Status.UNKNOWN);
        assertThat(own.sending().token()).isEqualTo("token_9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer token_2", "bearer  token_2 "})
    void aTokenIsStoredWithoutItsScheme(String header) {
        signInFirst();
        applied(header, of(SIGNED_IN));

        assertThat(token()).isEqualTo("token_2");
    }

    @Test
    void anImportedTokenHasNoClientUntilAnAnswerBringsIt() {
        signInFirst();
        var importing = new ClientSync(store, INSTANCE, recorder(), "imported");

        assertThat(importing.sending().clientId()).isNull();
        assertThat(importing.sending().token()).isEqualTo("imported");
        assertThat(importing.state().status()).isEqualTo(Status.UNKNOWN);
        var body = of(client("client_7", session("sess_7", "active")));
        apply(importing, importing.sending(), 200, START, null, body);
        assertThat(store.read(INSTANCE).clientId()).isEqualTo("client_7");
    }

    @Test
    void aStoreThatCannotBeWrittenKeepsTheSessionInMemory() {
        var broken = new BrokenStore();
        var own = sync(broken);
        broken.failing = true;
        apply(own, own.sending(), 200, START, "token_1", of(SIGNED_IN));

        assertThat(own.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(own.sending().token()).isEqualTo("token_1");
        assertThat(events).contains("store UNAVAILABLE");

        broken.failing = false;
        apply(own, own.sending(), 200, START, "token_2", of(SIGNED_IN));
        assertThat(broken.read(INSTANCE).token()).isEqualTo("token_2");
    }

    @Test
    void aStoreThatWasDeletedIsWrittenByTheNextChange() {
        var broken = new BrokenStore();
        var own = sync(broken);
        apply(own, own.sending(), 200, START, "token_1", of(SIGNED_IN));
        broken.content = null;
        apply(own, own.sending(), 200, START, "token_2", of(SIGNED_IN));

        assertThat(broken.read(INSTANCE).token()).isEqualTo("token_2");
        assertThat(own.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void aListenerThatFailsDoesNotStopTheOthersChanges() {
        var seen = new ArrayList<Status>();
        var own = new ClientSync(
                TokenStore.inMemory(),
                INSTANCE,
                new ClientListener() {
                    @Override
                    public void stateChanged(ClientState before, ClientState now) {
                        seen.add(now.status());
                        throw new IllegalStateException("a mistake of the program");
                    }
                },
                null);
        own.callOn(Runnable::run);
        apply(own, own.sending(), 200, START, "token_1", of(SIGNED_IN));
        apply(own, own.sending(), 200, START.plusSeconds(1), null, of(client("client_1")));

        assertThat(seen).containsExactly(Status.SIGNED_IN, Status.SIGNED_OUT);
    }

    @Test
    void nothingShowsAToken() {
        var answer = new FrontendResponse(
                new Sent("canary", "client_1", 0, 0), Purpose.CALL, 200, START, "canary", Content.NOTHING);

        assertThat(answer.toString()).doesNotContain("canary");
        assertThat(answer.sent().toString()).doesNotContain("canary");
    }

    /** A store whose disk is full while {@code failing} is true, and which another process can change first. */
    private static final class BrokenStore implements TokenStore {
        private @Nullable StoredClient content;
        private @Nullable StoredClient faster;
        private boolean failing;

        @Override
        public @Nullable StoredClient read(String instance) {
            return content;
        }

        @Override
        public boolean compareAndSet(String instance, @Nullable StoredClient expected, StoredClient replacement) {
            if (failing) {
                throw new TokenStoreException(Reason.UNAVAILABLE, "no space left", null);
            }
            if (faster != null) {
                content = faster;
                faster = null;
            }
            if (!Objects.equals(content, expected)) {
                return false;
            }
            content = replacement;
            return true;
        }
    }
}
