package com.clerk.sdk.benchmarks.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.SelfTest;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.webhooks.event.UnknownEvent;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        System.setProperty(
                Inputs.FOLDER, MakeInputs.in(folder, MakeInputs.CONTRACT).toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(Inputs.FOLDER);
    }

    @Test
    void aUserHasNothingThatTheContractDoesNotKnow() {
        var users = Codecs.list(User.CODEC).fromJson(Inputs.text(Inputs.users(Inputs.FULL, 100)));

        assertThat(users)
                .hasSize(100)
                .allSatisfy(user -> assertThat(user.extras()).isEmpty());
        assertThat(users).extracting(User::id).doesNotHaveDuplicates();
        assertThat(users.get(0).emailAddresses().get(0).extras()).isEmpty();
    }

    @Test
    void variedUsersHaveNullsAndUnknownFieldsAndEscapes() {
        var json = Inputs.text(Inputs.users(Inputs.VARIED, 100));

        assertThat(Codecs.list(User.CODEC).fromJson(json))
                .hasSize(100)
                .anySatisfy(user -> assertThat(user.extras()).isNotEmpty())
                .anySatisfy(user -> assertThat(user.firstName()).isNull())
                .anySatisfy(user -> assertThat(user.emailAddresses()).isEmpty())
                .anySatisfy(user -> assertThat(user.emailAddresses()).hasSize(4));
        assertThat(json).contains("\\n", "\\\"", "\\u0026", "山田太郎", "😀");
    }

    @Test
    void thereIsOneOfEveryEvent() {
        var events = Codecs.list(WebhookEvent.CODEC).fromJson(Inputs.text(Inputs.EVENTS));

        assertThat(events).hasSizeGreaterThan(40).doesNotHaveAnyElementsOfTypes(UnknownEvent.class);
        assertThat(events).extracting(Object::getClass).doesNotHaveDuplicates();
    }

    @Test
    void aDeliveryHasTwoKilobytes() {
        assertThat(Inputs.bytes(Inputs.WEBHOOK_BODY)).hasSize(2048);
    }

    @Test
    void aVerifierThatChecksAllPassesTheSelfTest() {
        assertThatCode(() -> SelfTest.of("all", verifier(Inputs.PARTY)::verify)).doesNotThrowAnyException();
    }

    @Test
    void aVerifierThatLacksACheckFailsTheSelfTest() {
        var anyParty = SessionTokenVerifier.builder()
                .jwtKey(Inputs.text(Inputs.PEM))
                .anyIssuer()
                .build();

        assertThatThrownBy(() -> SelfTest.of("any party", anyParty::verify))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("any party accepts the token-of-another-party");
        assertThatThrownBy(() -> SelfTest.of("all", token -> token)).hasMessage("all accepts the token-tampered");
        assertThatThrownBy(() -> SelfTest.of("none", token -> null)).hasMessage("none refuses the good token");
    }

    private static SessionTokenVerifier verifier(String party) {
        return SessionTokenVerifier.builder()
                .jwtKey(Inputs.text(Inputs.PEM))
                .issuers(Inputs.ISSUER)
                .authorizedParties(party)
                .build();
    }
}
