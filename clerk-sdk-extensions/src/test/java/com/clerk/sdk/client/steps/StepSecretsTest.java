package com.clerk.sdk.client.steps;

import static com.clerk.sdk.client.FrontendStub.answer;
import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.envelope;
import static com.clerk.sdk.client.FrontendStub.error;
import static com.clerk.sdk.client.FrontendStub.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.client.FrontendStub;
import com.clerk.sdk.runtime.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No step shows what a user typed or what Clerk sent, even if Clerk sends text where it sends names. */
@Timeout(60)
class StepSecretsTest {
    private static final String CANARY = "canary\\nin clear";
    private static final String CANARY_FACTORS =
            "[{\"strategy\":\"" + CANARY + "\",\"safe_identifier\":\"" + CANARY + "\"}]";

    private final FrontendStub stub = new FrontendStub();
    private final ClerkFrontend clerk = ClerkFrontend.builder()
            .apiUrl(stub.url())
            .retryPolicy(RetryPolicy.never())
            .build();

    @AfterEach
    void close() {
        clerk.close();
        stub.close();
    }

    private static String signIn(String status, String first, String second, String verification) {
        return "{\"id\":\"sia_1\",\"identifier\":\"" + CANARY + "\",\"status\":\"" + status
                + "\",\"supported_first_factors\":" + first + ",\"supported_second_factors\":" + second
                + ",\"first_factor_verification\":{\"status\":\"" + verification + "\",\"strategy\":\"" + CANARY
                + "\"}}";
    }

    private static String signUp(String missing, String unverified, String verification) {
        return "{\"id\":\"sua_1\",\"status\":\"missing_requirements\",\"email_address\":\"" + CANARY
                + "\",\"missing_fields\":" + missing + ",\"unverified_fields\":" + unverified
                + ",\"verifications\":{\"external_account\":{\"status\":\"" + verification + "\"}}}";
    }

    private Step begin(String signIn, String client) {
        stub.answering(request -> answer(200, envelope(signIn, client)));
        return clerk.steps().signIn(CANARY, CANARY);
    }

    private Step begin(String signIn) {
        return begin(signIn, "null");
    }

    private Step beginSignUp(String signUp) {
        stub.answering(request -> answer(200, envelope(signUp, "null")));
        return clerk.steps().signUp(u -> u.emailAddress(CANARY).password(CANARY));
    }

    private List<Step> allSteps() {
        var complete = "{\"id\":\"sia_1\",\"status\":\"complete\",\"created_session_id\":\"sess_1\"}";
        var steps = new ArrayList<Step>();
        steps.add(begin(signIn("needs_first_factor", CANARY_FACTORS, "null", "unverified")));
        steps.add(begin(signIn(CANARY, CANARY_FACTORS, "null", "unverified")));
        steps.add(begin(signIn(CANARY, "null", "null", "unverified")));
        steps.add(begin(signIn("needs_second_factor", "null", CANARY_FACTORS, "verified")));
        steps.add(begin(signIn("needs_identifier", "null", "null", CANARY)));
        steps.add(begin(signIn("needs_new_password", "null", "null", CANARY)));
        steps.add(begin(signIn(CANARY, "null", "null", "transferable")));
        steps.add(begin(signIn("abandoned", "null", "null", "unverified")));
        steps.add(beginSignUp(signUp("[\"" + CANARY + "\"]", "[]", "unverified")));
        steps.add(beginSignUp(signUp("[]", "[\"" + CANARY + "\"]", "unverified")));
        steps.add(beginSignUp(signUp("[]", "[]", "transferable")));
        stub.answering(request -> answer(400, error("session_exists")));
        steps.add(clerk.steps().signIn(CANARY));
        steps.add(begin(complete, client("client_1", session("sess_1", "pending"))));
        steps.add(begin(complete, client("client_1", session("sess_1", "active"))));
        steps.add(new Cancelled(CANARY));
        return steps;
    }

    @Test
    void everyStepDescribesItselfWithoutTheTextsOfOthers() {
        var steps = allSteps();

        var texts = steps.stream()
                .flatMap(step -> Stream.of(step.toString(), String.valueOf(catchThrowable(step::requireComplete))))
                .toList();

        assertThat(texts).noneMatch(text -> text.contains("canary")).noneMatch(text -> text.contains("\n"));
        assertThat(steps.stream().map(Object::getClass).collect(Collectors.toSet()))
                .as("the steps that there are")
                .containsExactlyInAnyOrder(Step.class.getPermittedSubclasses());
        assertThat(BrowserRedirect.standard().toString()).startsWith("BrowserRedirect[http://127.0.0.1:");
    }

    @Test
    void noRefusalShowsWhatTheUserTyped() {
        stub.answering(request -> answer(422, error("form_code_incorrect")));

        var refusal = catchThrowable(() -> clerk.steps().signIn(CANARY, CANARY));

        assertThat(refusal).isInstanceOf(StepException.class);
        assertThat(refusal.toString() + refusal.getCause()).doesNotContain("canary");
    }
}
