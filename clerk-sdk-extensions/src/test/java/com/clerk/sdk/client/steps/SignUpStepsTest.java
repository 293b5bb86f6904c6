package com.clerk.sdk.client.steps;

import static com.clerk.sdk.client.steps.StepsClerk.ADA;
import static com.clerk.sdk.client.steps.StepsClerk.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.testing.ClerkServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sign-ups against a local Clerk over real HTTP. */
@Timeout(60)
class SignUpStepsTest {
    private final StepsClerk local = new StepsClerk(
            ClerkServer.builder().identifiers("email_address", "username").strictCodes(true));
    private final Steps steps = local.steps();

    @AfterEach
    void close() {
        local.close();
    }

    private Step begun() {
        return steps.signUp(u -> u.emailAddress(ADA).password(PASSWORD));
    }

    private StepReason reason(Runnable action) {
        return catchThrowableOfType(StepException.class, action::run).reason();
    }

    @Test
    void missingFieldsComeFirstAndThenTheVerification() {
        var fields = (NeedsFields) steps.signUp(u -> u.emailAddress(ADA));
        assertThat(fields.missingFields()).containsExactly("password");

        var verification = (NeedsVerification) fields.update(u -> u.password(PASSWORD));
        assertThat(verification.unverifiedFields()).containsExactly("email_address");

        var sent = (NeedsVerification) verification.sendCode("email_code");
        var complete = sent.code(local.lastCode(ADA)).requireComplete();

        assertThat(local.clerk.state().session(complete.sessionId())).isNotNull();
        assertThat(local.clerk.state().status()).isEqualTo(ClientState.Status.SIGNED_IN);
    }

    @Test
    void aCodeIsSentOnceForEachIntention() {
        var sent = (NeedsVerification) ((NeedsVerification) begun()).sendCode("email_code");

        sent.sendCode("email_code");
        ((NeedsVerification) sent.refresh()).sendCode("email_code");
        assertThat(local.server.messages(ADA)).hasSize(1);

        sent.resendCode("email_code");
        assertThat(local.server.messages(ADA)).hasSize(2);
    }

    @Test
    void aWrongCodeKeepsTheStep() {
        var sent = (NeedsVerification) ((NeedsVerification) begun()).sendCode("email_code");

        assertThat(reason(() -> sent.code("000000"))).isEqualTo(StepReason.CODE_INCORRECT);

        sent.code(local.lastCode(ADA)).requireComplete();
    }

    @Test
    void aCodeWithoutAMessageIsRefusedWithoutARequest() {
        var step = (NeedsVerification) begun();
        local.server.clearRequests();

        assertThat(reason(() -> step.code("123456"))).isEqualTo(StepReason.NOT_SENT);
        assertThat(local.server.requests()).isEmpty();
    }

    @Test
    void aMistypedAddressCanBeChanged() {
        var step = (NeedsVerification)
                steps.signUp(u -> u.emailAddress("adda@example.com").password(PASSWORD));

        var changed = (NeedsVerification) step.update(u -> u.emailAddress(ADA));

        ((NeedsVerification) changed.sendCode("email_code"))
                .code(local.lastCode(ADA))
                .requireComplete();
    }

    @Test
    void errorsAreKnownByTheirFields() {
        var refused = catchThrowableOfType(
                StepException.class, () -> steps.signUp(u -> u.emailAddress(ADA).password("short")));

        assertThat(refused.reason()).isEqualTo(StepReason.FIELD_INVALID);
        assertThat(refused.errorsByField()).containsOnlyKeys("password");
    }

    @Test
    void aTakenAddressIsAProblem() {
        local.ada();

        assertThat(reason(this::begun)).isEqualTo(StepReason.IDENTIFIER_TAKEN);
    }

    @Test
    void anInvitationSignsUpWithoutACode() {
        var invitation = local.backend.invitations().create(i -> i.emailAddress(ADA));
        var url = String.valueOf(invitation.url());
        var ticket = url.substring(url.indexOf("ticket=") + "ticket=".length());

        var fields = (NeedsFields) steps.signUp(u -> u.ticket(ticket));

        fields.update(u -> u.password(PASSWORD)).requireComplete();
    }

    @Test
    void aSignUpThatWasLeftIsOfferedAndNotResumed() {
        ((NeedsVerification) begun()).sendCode("email_code");
        local.server.clearRequests();

        var pending = (NeedsVerification) steps.pendingSignUp();

        assertThat(pending).isNotNull();
        assertThat(local.server.requests()).isEmpty();
        pending.code(local.lastCode(ADA)).requireComplete();
        assertThat(steps.pendingSignUp()).isNull();
    }

    @Test
    void stepsOfTwoSignUpsGoToTheirOwnIds() {
        var first = (NeedsVerification) begun();
        var second = (NeedsVerification)
                steps.signUp(u -> u.emailAddress("bob@example.com").password(PASSWORD));

        assertThatThrownBy(() -> first.sendCode("email_code")).isInstanceOf(NotFoundException.class);
        second.sendCode("email_code");

        assertThat(local.server.messages(ADA)).isEmpty();
        assertThat(local.server.messages("bob@example.com")).hasSize(1);
    }

    @Test
    void noStepShowsAnAddress() {
        var step = (NeedsVerification) begun();

        assertThat(List.of(step, step.sendCode("email_code")).toString()).doesNotContain(ADA, PASSWORD);
    }
}
