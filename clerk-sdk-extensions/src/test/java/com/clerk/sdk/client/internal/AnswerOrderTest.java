package com.clerk.sdk.client.internal;

import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.clientWith;
import static com.clerk.sdk.client.FrontendStub.session;
import static com.clerk.sdk.client.FrontendStub.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.client.ClientListener;
import com.clerk.sdk.client.ClientState.Status;
import com.clerk.sdk.client.StoredClient;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.client.internal.FrontendResponse.Content;
import com.clerk.sdk.client.internal.FrontendResponse.Purpose;
import com.clerk.sdk.client.internal.FrontendResponse.Sent;
import com.clerk.sdk.frontend.model.Client;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A nonce exchange and two reads that leave with the same token, in all orders in which the server can take them and
 * the client can get the answers. The server answers a token that it does not know with a new, empty client and its
 * token, as Clerk does.
 */
class AnswerOrderTest {
    private static final String INSTANCE = "clerk.example.com";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<List<Integer>> ORDERS = List.of(
            List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1), List.of(2, 1, 0));
    private static final int EXCHANGE = 0;

    /** Two reads of the client, or one of the client and one whose answer has a token and no client. */
    private enum Reads {
        TWO_OF_THE_CLIENT,
        CLIENT_AND_ENVIRONMENT
    }

    static Stream<Arguments> orders() {
        var all = new ArrayList<Arguments>();
        for (var reads : Reads.values()) {
            for (var everyCallRotates : List.of(false, true)) {
                for (var server : ORDERS) {
                    for (var arrival : ORDERS) {
                        all.add(Arguments.of(reads, everyCallRotates, server, arrival));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, every call rotates: {1}, at the server {2}, at the client {3}")
    @MethodSource("orders")
    void anExchangeEndsSignedInWithTheRightToken(
            Reads reads, boolean everyCallRotates, List<Integer> server, List<Integer> arrival) {
        var store = TokenStore.inMemory();
        store.compareAndSet(INSTANCE, null, new StoredClient("device", "token_0", "client_1"));
        var sync = new ClientSync(store, INSTANCE, new ClientListener() {}, null);
        sync.apply(
                new FrontendResponse(sync.sending(), Purpose.CALL, 200, START, null, content(signingIn())),
                () -> false);
        var sent = List.of(sync.sending(), sync.sending(), sync.sending());
        var clerk = new SimulatedClerk(reads, everyCallRotates);
        var answers = new FrontendResponse[3];
        for (int request : server) {
            answers[request] = clerk.answer(request, sent.get(request));
        }
        for (int request : arrival) {
            sync.apply(answers[request], () -> false);
        }

        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(store.read(INSTANCE)).isEqualTo(new StoredClient("device", clerk.signedInToken, "client_1"));
    }

    private static String signingIn() {
        return clientWith("client_1", signIn("needs_first_factor"));
    }

    private static Content content(String client) {
        return new Content(Client.fromJson(client), false, null);
    }

    /** The server: which token names the client, and what it answers. */
    private static final class SimulatedClerk {
        private final Reads reads;
        private final boolean everyCallRotates;
        private String token = "token_0";
        private boolean signedIn;
        private int tokens;
        private String signedInToken = "";

        SimulatedClerk(Reads reads, boolean everyCallRotates) {
            this.reads = reads;
            this.everyCallRotates = everyCallRotates;
        }

        /** Answers the request with this number. The seconds at the server follow the order in which it answers. */
        FrontendResponse answer(int request, Sent sent) {
            tokens++;
            var date = START.plusSeconds(tokens);
            if (request == EXCHANGE) { // the nonce names the client, whatever the token
                signedIn = true;
                token = "token_" + tokens;
                signedInToken = token;
                return new FrontendResponse(sent, Purpose.NONCE_EXCHANGE, 200, date, token, content(present()));
            }
            boolean known = token.equals(sent.token());
            boolean withoutClient = reads == Reads.CLIENT_AND_ENVIRONMENT && request == 2;
            if (!known) {
                var foreign = withoutClient ? Content.NOTHING : content(client("client_new_" + tokens));
                return new FrontendResponse(
                        sent, Purpose.CALL, 200, date, withoutClient ? null : "foreign_" + tokens, foreign);
            }
            String rotated = null;
            if (everyCallRotates) {
                token = "token_" + tokens;
                rotated = token;
                signedInToken = signedIn ? token : signedInToken;
            }
            return new FrontendResponse(
                    sent, Purpose.CALL, 200, date, rotated, withoutClient ? Content.NOTHING : content(present()));
        }

        private String present() {
            return signedIn ? client("client_1", session("sess_1", "active")) : signingIn();
        }
    }
}
