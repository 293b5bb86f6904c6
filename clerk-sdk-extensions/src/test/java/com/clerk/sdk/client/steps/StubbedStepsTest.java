package com.clerk.sdk.client.steps;

import static com.clerk.sdk.client.FrontendStub.answer;
import static com.clerk.sdk.client.FrontendStub.call;
import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.clientWith;
import static com.clerk.sdk.client.FrontendStub.envelope;
import static com.clerk.sdk.client.FrontendStub.error;
import static com.clerk.sdk.client.FrontendStub.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.client.FrontendStub;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.errors.RateLimitException;
import com.clerk.sdk.frontend.model.Session;
import com.clerk.sdk.frontend.model.SignIn;
import com.clerk.sdk.frontend.model.SignUp;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.http.ApiClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps for answers that the local Clerk does not give, over real HTTP. */
@Timeout(60)
class StubbedStepsTest {
    private static final String CREATE = "POST /v1/client/sign_ins";
    private static final String ATTEMPT_FIRST = "POST /v1/client/sign_ins/sia_1/attempt_first_factor";
    private static final String PREPARE_FIRST = "POST /v1/client/sign_ins/sia_1/prepare_first_factor";
    private static final String PREPARE_SECOND = "POST /v1/client/sign_ins/sia_1/prepare_second_factor";
    private static final String PASSWORD_FACTOR = "[{\"strategy\":\"password\"}]";
    private static final String EMAIL_FACTOR =
            "[{\"strategy\":\"email_code\",\"email_address_id\":\"idn_1\",\"primary\":true}]";
    private static final String SENT_SECOND =
            ",\"second_factor_verification\":{\"status\":\"unverified\",\"strategy\":\"email_code\"}";
    private static final String DONE =
            "{\"object\":\"sign_in\",\"id\":\"sia_1\",\"status\":\"complete\"," + "\"created_session_id\":\"sess_1\"}";
    private static final String CLIENT = client("client_1", session("sess_1", "active"));

    private final FrontendStub stub = new FrontendStub();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ClerkFrontend clerk = ClerkFrontend.builder()
            .apiUrl(stub.url())
            .retryPolicy(RetryPolicy.never())
            .build();

    @AfterEach
    void close() {
        threads.shutdownNow();
        clerk.close();
        stub.close();
    }

    private static String signIn(String status, String firstFactors, String secondFactors, String more) {
        return "{\"object\":\"sign_in\",\"id\":\"sia_1\",\"identifier\":\"a\",\"status\":\"" + status
                + "\",\"supported_first_factors\":" + firstFactors + ",\"supported_second_factors\":" + secondFactors
                + more + "}";
    }

    private static MockResponse ok(String signIn) {
        return answer(200, envelope(signIn, "null"));
    }

    private void always(String signIn) {
        stub.answering(request -> ok(signIn));
    }

    private static String form(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    private String lastForm() {
        return form(stub.requests().get(stub.requests().size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"needs_client_trust", "needs_second_factor", "needs_something_new"})
    void aNewDeviceIsProvedByACodeWhateverTheStatusIsCalled(String status) {
        var verified = ",\"client_trust_state\":\"pending\",\"first_factor_verification\":"
                + "{\"status\":\"verified\",\"strategy\":\"password\"}";
        stub.answering(request -> call(request).endsWith("attempt_second_factor")
                ? answer(200, envelope(DONE, CLIENT))
                : ok(signIn(
                        status,
                        PASSWORD_FACTOR,
                        EMAIL_FACTOR,
                        call(request).equals(PREPARE_SECOND) ? verified + SENT_SECOND : verified)));

        var step = (NeedsSecondFactor) clerk.steps().signIn("a", "secret");
        var sent = (NeedsSecondFactor) step.sendCode("email_code");
        assertThat(stub.count(PREPARE_SECOND)).isEqualTo(1);
        assertThat(lastForm()).contains("strategy=email_code").contains("email_address_id=idn_1");

        assertThat(step.status()).isEqualTo(status);
        assertThat(sent.code("123456").requireComplete().sessionId()).isEqualTo("sess_1");
    }

    @Test
    void anUnknownStatusWithAKnownFactorIsUsable() {
        always(signIn("needs_something_new", PASSWORD_FACTOR, "null", ""));

        assertThat(clerk.steps().signIn("a")).isInstanceOf(NeedsFirstFactor.class);
    }

    @ParameterizedTest
    @CsvSource({"needs_something_new", "needs_protect_check", "needs_second_factor", "complete"})
    void aStepWithoutAUsableFactorKeepsTheAnswer(String status) {
        always(signIn(status, "null", "null", ",\"protect_check\":{\"url\":\"x\"}"));

        var step = (UnknownStep) clerk.steps().signIn("a");

        assertThat(step.status()).isEqualTo(status);
        assertThat(step.answer()).isInstanceOf(SignIn.class);
        assertThat(step.answer().extra("protect_check")).isNotNull();
        assertThatThrownBy(step::requireComplete).hasMessageContaining(status);
    }

    @Test
    void anUnknownStatusAfterTheFirstFactorIsAnUnknownStep() {
        var verified = ",\"first_factor_verification\":{\"status\":\"verified\",\"strategy\":\"password\"}";
        always(signIn("needs_something_new", PASSWORD_FACTOR, "null", verified));

        assertThat(clerk.steps().signIn("a", "secret")).isInstanceOf(UnknownStep.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ended", "revoked", "something_new"})
    void aSessionThatIsNeitherActiveNorPendingIsAnUnknownStep(String status) {
        var over = session("sess_1", status);
        stub.answering(request -> answer(200, envelope(DONE, client("client_1", over))));

        var step = (UnknownStep) clerk.steps().signIn("a", "secret");

        assertThat(step.status()).isEqualTo(status);
        assertThat(clerk.getToken()).isNull();
    }

    @Test
    void theAddressOfAFirstCodeIsNotThatOfTheSecondFactor() {
        var sent = ",\"first_factor_verification\":{\"status\":\"unverified\",\"strategy\":\"email_code\"}";
        var verified = ",\"first_factor_verification\":{\"status\":\"verified\",\"strategy\":\"email_code\"}";
        stub.answering(request -> ok(
                call(request).equals(ATTEMPT_FIRST)
                        ? signIn("needs_second_factor", EMAIL_FACTOR, EMAIL_FACTOR, verified)
                        : signIn("needs_first_factor", EMAIL_FACTOR, "null", sent)));
        var first = (NeedsFirstFactor) ((NeedsFirstFactor) clerk.steps().signIn("a")).sendCode("email_code");
        var second = (NeedsSecondFactor) first.code("123456");

        var failure = catchThrowableOfType(StepException.class, () -> second.code("123456"));

        assertThat(failure.reason()).isEqualTo(StepReason.NOT_SENT);
    }

    @Test
    void aStrategyWithoutACodeTakesNoCode() {
        var google = ",\"first_factor_verification\":{\"status\":\"unverified\",\"strategy\":\"oauth_google\"}";
        always(signIn("needs_first_factor", EMAIL_FACTOR, "null", google));
        var step = (NeedsFirstFactor) clerk.steps().signIn("a");

        var failure = catchThrowableOfType(StepException.class, () -> step.code("123456"));

        assertThat(failure.reason()).isEqualTo(StepReason.NOT_SENT);
    }

    @Test
    void anAbandonedSignInIsAStep() {
        always(signIn("abandoned", PASSWORD_FACTOR, "null", ""));

        assertThat(clerk.steps().signIn("a")).isInstanceOf(Abandoned.class);
    }

    @Test
    void aStrategyThatNobodyKnowsIsOffered() {
        always(signIn("needs_first_factor", "[{\"strategy\":\"palm_reading\"}]", "null", ""));

        var step = (NeedsFirstFactor) clerk.steps().signIn("a");
        step.attempt(a -> a.strategy("palm_reading").token("t"));

        assertThat(step.factor("palm_reading")).isNotNull();
        assertThat(lastForm()).isEqualTo("strategy=palm_reading&token=t");
    }

    @Test
    void aPasskeyIsPassedThrough() {
        stub.answering(request -> switch (call(request)) {
            case ATTEMPT_FIRST -> answer(200, envelope(DONE, CLIENT));
            case PREPARE_FIRST ->
                ok(signIn(
                        "needs_first_factor",
                        "[{\"strategy\":\"passkey\"}]",
                        "null",
                        ",\"first_factor_verification\":{\"status\":\"unverified\",\"strategy\":\"passkey\","
                                + "\"nonce\":\"{\\\"challenge\\\":\\\"c\\\"}\"}"));
            default -> ok(signIn("needs_first_factor", "[{\"strategy\":\"passkey\"}]", "null", ""));
        });
        var step = (NeedsFirstFactor) clerk.steps().signIn("a");
        assertThat(step.passkeyOptions()).isNull();

        var prepared = (NeedsFirstFactor) step.preparePasskey();
        assertThat(prepared.passkeyOptions()).isEqualTo("{\"challenge\":\"c\"}");
        prepared.passkey("{\"id\":\"x\"}").requireComplete();

        assertThat(lastForm()).isEqualTo("strategy=passkey&public_key_credential=%7B%22id%22%3A%22x%22%7D");
    }

    @ParameterizedTest
    @CsvSource({"401, requires_captcha", "400, captcha_invalid", "400, captcha_missing_token"})
    void aCaptchaIsReportedOnceWithItsCure(int status, String code) {
        stub.answering(request -> answer(status, error(code)));

        var failure =
                catchThrowableOfType(StepException.class, () -> clerk.steps().signUp(u -> u.emailAddress("a")));

        assertThat(failure.reason()).isEqualTo(StepReason.CAPTCHA_REQUIRED);
        assertThat(failure).hasMessageContaining("Native API");
        assertThat(stub.count("POST /v1/client/sign_ups")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, verification_expired, EXPIRED",
        "400, verification_failed, FAILED",
        "400, verification_already_verified, ALREADY_VERIFIED",
        "422, form_code_incorrect, CODE_INCORRECT",
        "422, form_password_pwned, PASSWORD_COMPROMISED",
        "422, form_param_format_invalid, FIELD_INVALID",
        "403, user_locked, ACCOUNT_LOCKED",
        "403, user_banned, ACCOUNT_BLOCKED",
        "403, not_allowed_access, SIGN_UP_RESTRICTED"
    })
    void eachRefusalOfAnInputHasItsReason(int status, String code, StepReason reason) {
        stub.answering(request -> call(request).equals(ATTEMPT_FIRST)
                ? answer(status, error(code))
                : ok(signIn("needs_first_factor", PASSWORD_FACTOR, "null", "")));
        var step = (NeedsFirstFactor) clerk.steps().signIn("a");

        var failure = catchThrowableOfType(StepException.class, () -> step.password("secret"));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.getMessage()).contains(code).doesNotContain("secret").doesNotContain("\n");
    }

    @Test
    void otherFailuresAreThoseOfAnyCall() {
        stub.answering(request -> answer(429, error("too_many_requests")));
        assertThatThrownBy(() -> clerk.steps().signIn("a")).isInstanceOf(RateLimitException.class);

        stub.close();
        assertThatThrownBy(() -> clerk.steps().signIn("a"))
                .isInstanceOf(ClerkConnectionException.class)
                .hasCauseInstanceOf(java.io.IOException.class);
    }

    @Test
    void aSecondRequestAtTheSameTimeIsRefusedHere() throws Exception {
        var running = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        stub.answering(request -> {
            if (call(request).equals(PREPARE_FIRST)) {
                running.countDown();
                await(end);
            }
            return ok(signIn("needs_first_factor", EMAIL_FACTOR, "null", ""));
        });
        var step = (NeedsFirstFactor) clerk.steps().signIn("a");
        var first = threads.submit(() -> step.sendCode("email_code"));
        running.await();

        assertThatThrownBy(() -> step.sendCode("email_code"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in progress");
        end.countDown();
        first.get();

        assertThat(stub.count(PREPARE_FIRST)).isEqualTo(1);
        step.sendCode("email_code");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anEnterpriseConnectionIsReachedByTheEmailAddress() {
        var redirect = new AtomicReference<String>();
        stub.answering(request -> {
            if (call(request).equals(CREATE)) {
                assertThat(form(request)).contains("strategy=enterprise_sso").contains("identifier=ada%40example.com");
                redirect.set(HttpUrl.get("http://x/?" + form(request)).queryParameter("redirect_url"));
                var begun = signIn(
                        "needs_first_factor",
                        "[{\"strategy\":\"enterprise_sso\"}]",
                        "null",
                        ",\"first_factor_verification\":{\"status\":\"unverified\",\"strategy\":\"saml\","
                                + "\"external_verification_redirect_url\":\"http://127.0.0.1:1/idp\"}");
                return answer(200, envelope(begun, clientWith("client_1", begun)));
            }
            return request.getUrl().queryParameter("rotating_token_nonce") == null
                    ? answer(404, error("resource_not_found"))
                    : answer(200, envelope(DONE, CLIENT));
        });

        var browser = new TestBrowser();
        var step = clerk.steps().signInWithEnterprise("ada@example.com", redirect(url -> {
            assertThat(browser.toProvider(url)).isEqualTo("http://127.0.0.1:1/idp");
            browser.open(redirect.get() + "?rotating_token_nonce=n");
        }));

        assertThat(step.requireComplete().sessionId()).isEqualTo("sess_1");
    }

    private BrowserRedirect redirect(java.util.function.Consumer<String> browser) {
        return BrowserRedirect.builder()
                .ports(StepsClerk.freePort())
                .opener(url -> threads.execute(() -> browser.accept(url)))
                .build();
    }

    @Test
    void aCustomProviderKeepsItsNameAndAFailureItsCause() {
        stub.answering(request -> answer(500, ""));
        var redirect = redirect(url -> {});

        assertThatThrownBy(() -> clerk.steps().signInWithBrowser("oauth_custom_acme", redirect))
                .isInstanceOf(com.clerk.sdk.errors.ServerException.class);

        assertThat(lastForm()).contains("strategy=oauth_custom_acme");
    }

    @Test
    void aLinkInAnEmailIsBoundToThisProgram() throws Exception {
        var sent = new CompletableFuture<HttpUrl>();
        var completion = new AtomicReference<String>();
        stub.answering(request -> switch (call(request)) {
            case PREPARE_FIRST -> {
                sent.complete(HttpUrl.get("http://x/?" + form(request)));
                yield ok(signIn("needs_first_factor", "[]", "null", ""));
            }
            case "POST /v1/client/magic_links/complete" -> {
                var form = form(request);
                if (form.contains("flow_id=of_somebody")) {
                    yield answer(422, error("pkce_verification_failed"));
                }
                completion.set(form);
                yield answer(200, envelope("{\"flow_id\":\"flow_1\",\"ticket\":\"ticket_1\"}", "null"));
            }
            default ->
                form(request).contains("ticket=ticket_1")
                        ? answer(200, envelope(DONE, CLIENT))
                        : ok(signIn(
                                "needs_first_factor",
                                "[{\"strategy\":\"email_link\",\"email_address_id\":\"idn_1\"}]",
                                "null",
                                ""));
        });
        var step = (NeedsFirstFactor) clerk.steps().signIn("a");
        threads.submit(() -> {
            var back = sent.join().queryParameter("redirect_uri");
            assertThat(TestBrowser.get(back).statusCode()).isEqualTo(404);
            assertThat(TestBrowser.get(back + "?flow_id=of_somebody&approval_token=t")
                            .statusCode())
                    .isEqualTo(404);
            return TestBrowser.get(back + "?flow_id=flow_1&approval_token=token_1");
        });

        step.emailLink(redirect(url -> {})).requireComplete();

        var prepared = sent.get();
        assertThat(prepared.queryParameter("strategy")).isEqualTo("email_link");
        assertThat(prepared.queryParameter("email_address_id")).isEqualTo("idn_1");
        assertThat(prepared.queryParameter("code_challenge_method")).isEqualTo("S256");
        var completed = HttpUrl.get("http://x/?" + completion.get());
        assertThat(completed.queryParameter("approval_token")).isEqualTo("token_1");
        assertThat(challenge(completed.queryParameter("code_verifier")))
                .isEqualTo(prepared.queryParameter("code_challenge"));
    }

    @ParameterizedTest
    @CsvSource({"400, verification_expired", "401, authentication_invalid", "422, pkce_verification_failed"})
    void aRequestThatClerkDoesNotAcceptDoesNotEndTheWaitForALink(int status, String code) {
        stub.answering(request -> answer(status, error(code)));
        var redirect = BrowserRedirect.builder()
                .ports(StepsClerk.freePort())
                .timeout(Duration.ofMillis(1)) // the request comes before the wait begins
                .build();
        var stray = redirect.urls().get(0) + "?flow_id=f&approval_token=t";
        try (var api = api()) {
            var link = new EmailLink(new StepCalls(api, clerk::state));

            var failure = catchThrowableOfType(
                    StepException.class,
                    () -> link.follow(
                            redirect,
                            fields -> assertThat(TestBrowser.get(stray).statusCode())
                                    .isEqualTo(404),
                            null));

            assertThat(failure.reason()).isEqualTo(StepReason.TIMED_OUT);
            assertThat(failure.errorsByField()).isEmpty();
            assertThat(failure.getSuppressed()).singleElement().isInstanceOf(ClerkException.class);
        }
    }

    /** The user need not wait for the end of the time: no page that the browser shows can cause these failures. */
    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aFailureThatNoPageCanCauseEndsTheWaitForALink(int status) {
        stub.answering(request -> answer(status, error("of_clerk")));
        var redirect = redirect(url -> {});
        var url = redirect.urls().get(0) + "?flow_id=f&approval_token=t";
        try (var api = api()) {
            var link = new EmailLink(new StepCalls(api, clerk::state));

            assertThatThrownBy(() -> link.follow(redirect, fields -> TestBrowser.get(url), null))
                    .isInstanceOfSatisfying(
                            ClerkApiException.class, e -> assertThat(e.status()).isEqualTo(status));
        }
    }

    private ApiClient api() {
        return ApiClient.builder()
                .baseUrl(stub.url())
                .retryPolicy(RetryPolicy.never())
                .build();
    }

    private static String atProvider() {
        return signIn(
                "needs_first_factor",
                "[{\"strategy\":\"oauth_google\"}]",
                "null",
                ",\"first_factor_verification\":{\"status\":\"unverified\",\"strategy\":\"oauth_google\","
                        + "\"external_verification_redirect_url\":\"http://127.0.0.1:1/idp\"}");
    }

    private static boolean isExchange(RecordedRequest request) {
        return request.getUrl().queryParameter("rotating_token_nonce") != null;
    }

    private BrowserRedirect.Builder comingBack(int port, Runnable begun) {
        return BrowserRedirect.builder().ports(port).opener(url -> {
            threads.execute(() -> {
                var browser = new TestBrowser();
                browser.toProvider(url);
                browser.open("http://127.0.0.1:" + port + "/clerk-callback?rotating_token_nonce=n");
            });
            begun.run();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aFailedExchangeThatNoPageCanCauseEndsTheWaitForTheBrowser(int status) {
        stub.answering(request -> isExchange(request)
                ? answer(status, error("of_clerk"))
                : answer(200, envelope(atProvider(), clientWith("client_1", atProvider()))));
        var redirect = comingBack(StepsClerk.freePort(), () -> {}).build();

        assertThatThrownBy(() -> clerk.steps().signInWithBrowser("oauth_google", redirect))
                .isInstanceOfSatisfying(
                        ClerkApiException.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    @Test
    void aClerkThatCannotBeReachedForTheExchangeEndsTheWaitForTheBrowser() {
        stub.answering(request -> answer(200, envelope(atProvider(), clientWith("client_1", atProvider()))));
        int port = StepsClerk.freePort();
        var redirect = BrowserRedirect.builder()
                .ports(port)
                .opener(url -> threads.execute(() -> {
                    var browser = new TestBrowser();
                    browser.toProvider(url);
                    stub.close();
                    browser.open("http://127.0.0.1:" + port + "/clerk-callback?rotating_token_nonce=n");
                }))
                .build();

        assertThatThrownBy(() -> clerk.steps().signInWithBrowser("oauth_google", redirect))
                .isInstanceOf(ClerkConnectionException.class);
    }

    @Test
    void anExchangeThatHasBegunIsNotCutOffByTheEndOfTheTime() {
        var waiting = Thread.currentThread();
        var exchanging = new CountDownLatch(1);
        stub.answering(request -> {
            if (!isExchange(request)) {
                return answer(200, envelope(atProvider(), clientWith("client_1", atProvider())));
            }
            exchanging.countDown();
            awaitTheEndOfTheTime(waiting);
            return answer(200, envelope(DONE, CLIENT));
        });
        var redirect = comingBack(StepsClerk.freePort(), () -> awaitForAWhile(exchanging))
                .timeout(Duration.ofMillis(1))
                .build();

        var step = clerk.steps().signInWithBrowser("oauth_google", redirect);

        assertThat(step.requireComplete().sessionId()).isEqualTo("sess_1");
    }

    /** Waits until a thread that has waited for a time waits without one. */
    private static void awaitTheEndOfTheTime(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            Thread.onSpinWait();
        }
    }

    private static void awaitForAWhile(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void everyStepSendsOneRequestAtATime() throws Exception {
        var signIn = JsonValue.parse(signIn("x", "null", "null", "")).as(SignIn.CODEC);
        var signUp =
                JsonValue.parse("{\"object\":\"sign_up\",\"id\":\"sua_1\"}").as(SignUp.CODEC);
        var session = JsonValue.parse(session("sess_1", "pending")).as(Session.CODEC);
        try (var api = api()) {
            var calls = new StepCalls(api, clerk::state);
            var tasks = new NeedsTasks(calls, session);
            var unknown = new NeedsSignUp(new FactorCalls(calls, signIn), "x");
            var known = new NeedsSignIn(new SignUpCalls(calls, signUp), "x");
            var identifier = new NeedsIdentifier(calls);
            var complete = new Complete(calls, "sess_1");

            requireOneAtATime(() -> identifier.identifier("a"));
            requireOneAtATime(() -> unknown.signUp(u -> {}));
            requireOneAtATime(known::signIn);
            requireOneAtATime(tasks::refresh);
            requireOneAtATime(() -> tasks.chooseOrganization("org_1"));
            requireOneAtATime(complete::activate);
        }
    }

    /** Requires that a call is refused while the same call runs, and sends nothing. */
    private void requireOneAtATime(Runnable call) throws Exception {
        var running = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var requests = new AtomicInteger();
        stub.answering(request -> {
            if (requests.incrementAndGet() == 1) {
                running.countDown();
                await(end);
            }
            return answer(404, error("resource_not_found"));
        });
        var first = threads.submit(call);
        running.await();
        assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("in progress");
        end.countDown();
        assertThatThrownBy(first::get).hasCauseInstanceOf(ClerkApiException.class);
        assertThat(requests).hasValue(1);
        assertThatThrownBy(call::run).isInstanceOf(ClerkApiException.class);
    }

    @Test
    void aStepWaitsForOneBrowserAtATimeAndSendsARequestMeanwhile() throws Exception {
        var linkFactor = "[{\"strategy\":\"email_link\"},{\"strategy\":\"oauth_google\"},{\"strategy\":\"password\"}]";
        stub.answering(request -> call(request).equals(ATTEMPT_FIRST)
                ? answer(200, envelope(DONE, CLIENT))
                : ok(atProvider().replace("[{\"strategy\":\"oauth_google\"}]", linkFactor)));
        var step = (NeedsFirstFactor) clerk.steps().signIn("a");
        var opened = new CountDownLatch(1);
        var redirect = redirect(url -> opened.countDown());
        var other = redirect(url -> {});
        var first = threads.submit(() -> step.browser("oauth_google", redirect));
        opened.await();

        assertThatThrownBy(() -> step.browser("oauth_google", other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in progress");
        assertThatThrownBy(() -> step.emailLink(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in progress");
        step.password("secret").requireComplete();
        first.cancel(true);
    }

    @Test
    void aLinkVerifiesTheAddressOfASignUp() {
        var sent = new CompletableFuture<HttpUrl>();
        var missing = "{\"object\":\"sign_up\",\"id\":\"sua_1\",\"status\":\"missing_requirements\","
                + "\"unverified_fields\":[\"email_address\"],\"missing_fields\":[]}";
        var done = "{\"object\":\"sign_up\",\"id\":\"sua_1\",\"status\":\"complete\","
                + "\"created_session_id\":\"sess_1\"}";
        stub.answering(request -> {
            if (call(request).endsWith("prepare_verification")) {
                sent.complete(HttpUrl.get("http://x/?" + form(request)));
            }
            return call(request).endsWith("magic_links/complete") ? answer(200, envelope(done, CLIENT)) : ok(missing);
        });
        var step = (NeedsVerification) clerk.steps().signUp(u -> u.emailAddress("a"));
        threads.execute(() ->
                TestBrowser.get(sent.join().queryParameter("redirect_uri") + "?flow_id=sua_1&approval_token=token_1"));

        assertThat(step.emailLink(redirect(url -> {})).requireComplete().sessionId())
                .isEqualTo("sess_1");
    }

    private static String challenge(String verifier) throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    @Test
    void aSessionWithTasksIsPendingUntilTheyAreDone() {
        var pending =
                session("sess_1", "pending").replace("\"tasks\":[]", "\"tasks\":[{\"key\":\"choose-organization\"}]");
        stub.answering(request -> switch (call(request)) {
            case CREATE -> answer(200, envelope(DONE, client("client_1", pending)));
            case "GET /v1/client/sessions/sess_1" -> answer(200, envelope(pending, client("client_1", pending)));
            default -> answer(200, envelope(session("sess_1", "active"), CLIENT));
        });

        var step = (NeedsTasks) clerk.steps().signIn("a", "secret");
        assertThat(step.tasks()).extracting(task -> task.key()).containsExactly("choose-organization");
        assertThat(clerk.getToken()).isNull();
        assertThat(clerk.steps().pendingTasks()).isInstanceOf(NeedsTasks.class);
        assertThat(step.refresh()).isInstanceOf(NeedsTasks.class);
        assertThatThrownBy(step::requireComplete).hasMessageContaining("NeedsTasks");

        assertThat(step.chooseOrganization("org_1")).isInstanceOf(Complete.class);
        assertThat(lastForm()).isEqualTo("active_organization_id=org_1&intent=select_org");
        assertThat(clerk.steps().pendingTasks()).isNull();
    }
}
