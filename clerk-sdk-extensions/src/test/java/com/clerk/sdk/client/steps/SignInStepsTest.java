package com.clerk.sdk.client.steps;

import static com.clerk.sdk.client.steps.StepsClerk.ADA;
import static com.clerk.sdk.client.steps.StepsClerk.PASSWORD;
import static com.clerk.sdk.client.steps.StepsClerk.TOTP_SECRET;
import static com.clerk.sdk.client.steps.StepsClerk.totp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.frontend.model.SessionStartReverificationLevel;
import com.clerk.sdk.testing.ClerkServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-ins against a local Clerk over real HTTP. */
@Timeout(60)
class SignInStepsTest {
    private static final String ATTEMPT = "/attempt_first_factor";
    private static final String PREPARE = "/prepare_first_factor";

    private final StepsClerk local = new StepsClerk(ClerkServer.builder()
            .identifiers("email_address", "phone_number")
            .emailLinks(true)
            .strictCodes(true)
            .secondFactors("totp", "backup_code", "phone_code"));
    private final Steps steps = local.steps();

    @AfterEach
    void close() {
        local.close();
    }

    private NeedsFirstFactor begun() {
        return (NeedsFirstFactor) steps.signIn(ADA);
    }

    private StepReason reason(Runnable action) {
        return catchThrowableOfType(StepException.class, action::run).reason();
    }

    private String session() {
        var session = local.clerk.state().session();
        return session == null ? "" : session.id();
    }

    @Test
    void anIdentifierLeadsToTheFactorsOfItsUser() {
        local.ada();

        var step = begun();

        assertThat(step.factors())
                .extracting(factor -> factor.strategy().value())
                .contains("password", "email_code", "email_link", "reset_password_email_code");
        assertThat(step.factor("email_code")).isNotNull();
        assertThat(step.factor("totp")).isNull();
        assertThat(step.status()).isEqualTo("needs_first_factor");
    }

    @Test
    void aPasswordCompletesASignInAndTheStateFollows() {
        local.ada();

        var complete = begun().password(PASSWORD).requireComplete();
        complete.activate();

        assertThat(local.clerk.state().status()).isEqualTo(ClientState.Status.SIGNED_IN);
        assertThat(session()).isEqualTo(complete.sessionId());
        assertThat(local.clerk.getToken()).isNotNull();
    }

    @Test
    void oneRequestSignsInWithAPassword() {
        local.ada();
        local.server.clearRequests();

        steps.signIn(ADA, PASSWORD).requireComplete();

        assertThat(local.server.requests()).hasSize(1);
    }

    @Test
    void aWrongPasswordKeepsTheStep() {
        local.ada();
        var step = begun();

        assertThat(reason(() -> step.password("wrong"))).isEqualTo(StepReason.PASSWORD_INCORRECT);

        step.password(PASSWORD).requireComplete();
    }

    @Test
    void eachMethodSendsOneRequest() {
        var user = local.ada();
        local.backend.users().update(user.id(), u -> u.totpSecret(TOTP_SECRET));
        var step = begun();
        local.server.clearRequests();

        var next = step.password(PASSWORD);

        assertThat(next).isInstanceOf(NeedsSecondFactor.class);
        assertThat(local.server.requests()).hasSize(1);
    }

    @Test
    void anUnknownIdentifierIsAProblemOfItsField() {
        var refused = catchThrowableOfType(StepException.class, () -> steps.signIn("nobody@example.com"));

        assertThat(refused.reason()).isEqualTo(StepReason.IDENTIFIER_NOT_FOUND);
        assertThat(refused.errorsByField()).containsOnlyKeys("identifier");
        assertThat(refused).hasCauseInstanceOf(ClerkApiException.class);
        assertThat(refused.getMessage()).doesNotContain("nobody@example.com");
    }

    @Test
    void aCodeIsSentOnceForEachIntention() {
        local.ada();
        var step = (NeedsFirstFactor) begun().sendCode("email_code");

        step.sendCode("email_code");
        ((NeedsFirstFactor) step.refresh()).sendCode("email_code");
        assertThat(local.count("POST", PREPARE)).isEqualTo(1);
        assertThat(local.server.messages(ADA)).hasSize(1);

        var factor = step.factor("email_code");
        assertThat(factor).isNotNull();
        step.resendCode(factor);
        assertThat(local.server.messages(ADA)).hasSize(2);
    }

    @Test
    void anotherAddressGetsItsOwnCode() {
        var user = local.ada();
        local.backend
                .emailAddresses()
                .create(e ->
                        e.userId(user.id()).emailAddress("ada@work.example.com").verified(true));
        var step = (NeedsFirstFactor) begun().sendCode("email_code");
        var other = step.factors().stream()
                .filter(factor -> factor.strategy().value().equals("email_code"))
                .filter(factor -> !Boolean.TRUE.equals(factor.primary()))
                .findFirst()
                .orElseThrow();

        step.sendCode(other);

        assertThat(local.server.messages("ada@work.example.com")).hasSize(1);
    }

    @Test
    void aWrongCodeKeepsTheStepAndTheRightOneCompletes() {
        local.ada();
        var step = (NeedsFirstFactor) begun().sendCode("email_code");

        assertThat(reason(() -> step.code("000000"))).isEqualTo(StepReason.CODE_INCORRECT);

        assertThat(step.code(" " + local.lastCode(ADA) + " ")).isInstanceOf(Complete.class);
    }

    @Test
    void aPhoneCodeSignsIn() {
        local.backend.users().create(u -> u.phoneNumber("+15555550100").password(PASSWORD));
        var step = (NeedsFirstFactor) steps.signIn("+15555550100");

        var sent = (NeedsFirstFactor) step.sendCode("phone_code");

        sent.code(local.lastCode("+15555550100")).requireComplete();
    }

    @Test
    void aCodeThatExpiredIsAnotherProblemThanAWrongOne() {
        local.ada();
        var step = (NeedsFirstFactor) begun().sendCode("email_code");
        local.server.moveClock(Duration.ofMinutes(11));

        assertThat(reason(() -> step.code(local.lastCode(ADA)))).isEqualTo(StepReason.EXPIRED);
    }

    @Test
    void aCodeWithoutAMessageIsRefusedWithoutARequest() {
        local.ada();
        var step = begun();
        local.server.clearRequests();

        assertThat(reason(() -> step.code("123456"))).isEqualTo(StepReason.NOT_SENT);
        assertThat(local.server.requests()).isEmpty();
    }

    @Test
    void aFactorThatIsNotOfferedIsRefusedWithoutARequest() {
        local.ada();
        var step = begun();
        local.server.clearRequests();

        assertThatThrownBy(() -> step.sendCode("phone_code"))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("phone_code")
                .hasMessageContaining("email_code");
        assertThat(local.server.requests()).isEmpty();
    }

    @Test
    void aForgottenPasswordIsReplaced() {
        local.ada();
        var sent = (NeedsFirstFactor) begun().sendCode("reset_password_email_code");
        var step = (NeedsNewPassword) sent.code(local.lastCode(ADA));

        assertThat(reason(() -> step.newPassword("short", false))).isEqualTo(StepReason.FIELD_INVALID);
        step.newPassword("another horse battery", true).requireComplete();

        local.clerk.signOut();
        steps.signIn(ADA, "another horse battery").requireComplete();
    }

    @Test
    void anAuthenticatorAppIsASecondFactor() {
        var user = local.ada();
        local.backend.users().update(user.id(), u -> u.totpSecret(TOTP_SECRET));
        var step = (NeedsSecondFactor) begun().password(PASSWORD);

        assertThat(step.factors())
                .extracting(factor -> factor.strategy().value())
                .containsExactly("totp");
        assertThat(reason(() -> step.totp("000000"))).isEqualTo(StepReason.CODE_INCORRECT);
        step.totp(totp()).requireComplete();
    }

    @Test
    void aBackupCodeIsASecondFactorOnce() {
        var user = local.ada();
        local.backend.users().update(user.id(), u -> u.totpSecret(TOTP_SECRET).backupCodes("backup-1", "backup-2"));

        ((NeedsSecondFactor) begun().password(PASSWORD)).backupCode("backup-1").requireComplete();

        local.clerk.signOut();
        var again = (NeedsSecondFactor) begun().password(PASSWORD);
        assertThat(reason(() -> again.backupCode("backup-1"))).isEqualTo(StepReason.CODE_INCORRECT);
    }

    @Test
    void aPhoneIsASecondFactor() {
        var user = local.backend.users().create(u -> u.emailAddress(ADA).password(PASSWORD));
        local.backend
                .phoneNumbers()
                .create(p -> p.userId(user.id())
                        .phoneNumber("+15555550101")
                        .verified(true)
                        .reservedForSecondFactor(true));
        local.server.setFields(user.id(), Map.of("two_factor_enabled", true));
        var step = (NeedsSecondFactor) begun().password(PASSWORD);

        var sent = (NeedsSecondFactor) step.sendCode("phone_code");
        sent.sendCode("phone_code");

        assertThat(local.server.messages("+15555550101")).hasSize(1);
        sent.code(local.lastCode("+15555550101")).requireComplete();
    }

    @Test
    void aTicketSignsIn() {
        var user = local.ada();
        var token = local.backend.signInTokens().create(t -> t.userId(user.id()));

        steps.signInWithTicket(token.token()).requireComplete();
    }

    @Test
    void aLinkThatIsFollowedElsewhereIsSeenByRefresh() throws Exception {
        local.ada();
        var step = (NeedsFirstFactor)
                begun().prepare(p -> p.strategy("email_link").redirectUrl("http://127.0.0.1:1/back"));
        assertThat(step.refresh()).isInstanceOf(NeedsFirstFactor.class);

        TestBrowser.get(local.server.messages(ADA).get(0).link());

        assertThat(step.refresh()).isInstanceOf(Complete.class);
    }

    @Test
    void whoIsSignedInAlreadyIsAResult() {
        local.ada();
        var sessionId = steps.signIn(ADA, PASSWORD).requireComplete().sessionId();

        var again = (AlreadySignedIn) steps.signIn(ADA, PASSWORD);
        var signUp = steps.signUp(u -> u.emailAddress("bob@example.com").password(PASSWORD));

        assertThat(again.sessionId()).isEqualTo(sessionId);
        assertThat(again.refusal().errors().get(0).code()).isEqualTo("session_exists");
        assertThat(signUp).isInstanceOf(AlreadySignedIn.class);
        assertThat(local.clerk.state().status()).isEqualTo(ClientState.Status.SIGNED_IN);
    }

    @Test
    void aLockedAccountSaysSo() {
        var user = local.ada();
        local.backend.users().lock(user.id());

        assertThat(reason(() -> begun().password(PASSWORD))).isEqualTo(StepReason.ACCOUNT_LOCKED);
    }

    @Test
    void aSignInThatWasLeftIsOfferedAndNotResumed() {
        local.ada();
        begun().sendCode("email_code");
        local.server.clearRequests();

        var pending = (NeedsFirstFactor) steps.pendingSignIn();

        assertThat(local.server.requests()).isEmpty();
        assertThat(pending).isNotNull();
        pending.sendCode("email_code");
        assertThat(local.server.requests()).isEmpty();
        pending.code(local.lastCode(ADA)).requireComplete();
        assertThat(steps.pendingSignIn()).isNull();
    }

    @Test
    void stepsOfAReplacedSignInGoToItsOwnIdAndFailClearly() {
        local.ada();
        var first = begun();
        var second = begun();

        assertThatThrownBy(() -> first.password(PASSWORD)).isInstanceOf(NotFoundException.class);
        second.password(PASSWORD).requireComplete();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStepThatIsNotCompleteSaysWhichOneItIs(boolean second) {
        var user = local.ada();
        local.backend.users().update(user.id(), u -> u.totpSecret(TOTP_SECRET));
        var step = second ? begun().password(PASSWORD) : begun();

        assertThatThrownBy(step::requireComplete)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(second ? "needs_second_factor" : "needs_first_factor");
    }

    @ParameterizedTest
    @CsvSource({"first_factor", "second_factor", "multi_factor"})
    void aReverificationProvesTheSameFactors(String level) {
        var user = local.ada();
        local.backend.users().update(user.id(), u -> u.totpSecret(TOTP_SECRET));
        var sessionId = drive(steps.signIn(ADA)).sessionId();

        var again = drive(steps.reverify(SessionStartReverificationLevel.of(level)));

        assertThat(again.sessionId()).isEqualTo(sessionId);
    }

    @Test
    void aReverificationByCodeSendsOneMessage() {
        local.ada();
        steps.signIn(ADA, PASSWORD).requireComplete();
        var step = (NeedsFirstFactor) steps.reverify(SessionStartReverificationLevel.FIRST_FACTOR);

        var sent = (NeedsFirstFactor) step.sendCode("email_code");
        sent.sendCode("email_code");

        assertThat(local.server.messages(ADA)).hasSize(1);
        sent.code(local.lastCode(ADA)).requireComplete();
    }

    @Test
    void aReverificationThroughABrowserIsRefusedWithoutARequest() {
        local.ada();
        steps.signIn(ADA, PASSWORD).requireComplete();
        var step = (NeedsFirstFactor) steps.reverify(SessionStartReverificationLevel.FIRST_FACTOR);
        local.server.clearRequests();

        var redirect = BrowserRedirect.builder().ports(StepsClerk.freePort()).build();
        assertThat(reason(() -> step.emailLink(redirect))).isEqualTo(StepReason.FACTOR_NOT_OFFERED);
        assertThat(local.server.requests()).isEmpty();
    }

    @Test
    void nobodyCanBeVerifiedAgainWhenNobodyIsSignedIn() {
        assertThatThrownBy(() -> steps.reverify(SessionStartReverificationLevel.FIRST_FACTOR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Nobody is signed in");
    }

    /** A program that does not know which step comes. */
    private Complete drive(Step begin) {
        var step = begin;
        for (int i = 0; i < 10 && !(step instanceof Complete); i++) {
            if (step instanceof NeedsFirstFactor factor) {
                step = factor.password(PASSWORD);
            } else if (step instanceof NeedsSecondFactor factor) {
                step = factor.totp(totp());
            }
        }
        return step.requireComplete();
    }

    @Test
    void noStepShowsASecret() {
        var user = local.ada();
        local.backend.users().update(user.id(), u -> u.totpSecret(TOTP_SECRET));
        var first = begun();
        var all = List.of(first, first.password(PASSWORD), drive(steps.signIn(ADA)));

        assertThat(all.toString()).doesNotContain(ADA, PASSWORD, TOTP_SECRET);
    }
}
