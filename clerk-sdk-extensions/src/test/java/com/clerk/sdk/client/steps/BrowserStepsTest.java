package com.clerk.sdk.client.steps;

import static com.clerk.sdk.client.steps.StepsClerk.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.testing.ClerkServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sign-ins through a provider: a browser comes back to this machine. All over real HTTP against a local Clerk. */
@Timeout(60)
class BrowserStepsTest {
    private static final String GOOGLE = "oauth_google";
    private static final String[] ADA_ALLOWS = {"email_address", ADA, "name", "Ada", "allow", "1"};

    private final StepsClerk local =
            new StepsClerk(ClerkServer.builder().password(false).socialProviders(GOOGLE));
    private final Steps steps = local.steps();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int port = StepsClerk.freePort();

    @AfterEach
    void close() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(10, TimeUnit.SECONDS); // a browser may still read its page
        threads.shutdownNow();
        local.close();
    }

    private BrowserRedirect.Builder redirect(Consumer<String> opener) {
        return BrowserRedirect.builder().ports(port).opener(opener);
    }

    /** A redirect whose browser does something, on a thread of its own. */
    private BrowserRedirect listed(Consumer<String> browser) {
        var redirect =
                redirect(url -> threads.execute(() -> browser.accept(url))).build();
        list(redirect);
        return redirect;
    }

    private void list(BrowserRedirect redirect) {
        redirect.urls().forEach(url -> local.backend.redirectUrls().create(r -> r.url(url)));
    }

    private static void allow(String url) {
        var browser = new TestBrowser();
        browser.open(browser.answer(browser.toProvider(url), ADA_ALLOWS));
    }

    @Test
    void aUserOfAProviderSignsIn() {
        local.backend.users().create(u -> u.emailAddress(ADA));

        var complete =
                steps.signInWithBrowser(GOOGLE, listed(BrowserStepsTest::allow)).requireComplete();

        var session = local.clerk.state().session();
        assertThat(session).isNotNull();
        assertThat(session.id()).isEqualTo(complete.sessionId());
        assertThat(local.clerk.getToken()).isNotNull();
    }

    @Test
    void aSignUpThroughAProviderCreatesTheUser() {
        var redirect = listed(BrowserStepsTest::allow);

        steps.signUpWithBrowser(GOOGLE, redirect, u -> u.unsafeMetadata("{\"plan\":\"pro\"}"))
                .requireComplete();

        var user = local.backend.users().list().items().get(0);
        assertThat(user.unsafeMetadata().toJson()).isEqualTo("{\"plan\":\"pro\"}");
    }

    @Test
    void anUnknownAccountIsAStepAndNobodyIsCreatedWithoutConsent() {
        var step = steps.signInWithBrowser(GOOGLE, listed(BrowserStepsTest::allow));

        assertThat(step).isInstanceOf(NeedsSignUp.class);
        assertThat(local.backend.users().list().items()).isEmpty();

        ((NeedsSignUp) step).signUp(u -> u.unsafeMetadata("{\"plan\":\"pro\"}")).requireComplete();
        var user = local.backend.users().list().items().get(0);
        assertThat(user.unsafeMetadata().toJson()).isEqualTo("{\"plan\":\"pro\"}");
    }

    @Test
    void aKnownAccountTurnsASignUpIntoASignIn() {
        var user = local.backend.users().create(u -> u.emailAddress(ADA));

        var step = steps.signUpWithBrowser(GOOGLE, listed(BrowserStepsTest::allow), u -> {});
        ((NeedsSignIn) step).signIn().requireComplete();

        assertThat(local.clerk.state().user()).isNotNull();
        assertThat(local.clerk.state().user().id()).isEqualTo(user.id());
    }

    /** Returns a redirect whose user is signed in already. */
    private BrowserRedirect signedIn(Consumer<String> browser) {
        var user = local.backend.users().create(u -> u.emailAddress("bob@example.com"));
        var ticket = local.backend.signInTokens().create(t -> t.userId(user.id()));
        steps.signInWithTicket(ticket.token()).requireComplete();
        return listed(browser);
    }

    @Test
    void anAccountIsConnectedWithTheSignedInUser() {
        var redirect = signedIn(BrowserStepsTest::allow);

        var account = steps.connect(GOOGLE, redirect);

        assertThat(account.emailAddress()).isEqualTo(ADA);
        var user = local.clerk.state().user();
        assertThat(user).isNotNull();
        assertThat(user.externalAccounts()).extracting(each -> each.id()).containsExactly(account.id());
        assertThat(local.clerk.getToken()).isNotNull();
    }

    @Test
    void anAccountThatTheUserRefusesIsNotConnectedAndTheUserStaysSignedIn() {
        var redirect = signedIn(url -> {
            var browser = new TestBrowser();
            browser.open(browser.answer(browser.toProvider(url), "refuse", "1"));
        });

        var failure = catchThrowableOfType(StepException.class, () -> steps.connect(GOOGLE, redirect));

        assertThat(failure.reason()).isEqualTo(StepReason.PROVIDER_REFUSED);
        assertThat(local.clerk.getToken()).isNotNull();
    }

    @Test
    void aUserWhoRefusesIsAnOutcome() {
        var step = steps.signInWithBrowser(GOOGLE, listed(url -> {
            var browser = new TestBrowser();
            browser.open(browser.answer(browser.toProvider(url), "refuse", "1"));
        }));

        assertThat(step).isInstanceOf(Cancelled.class);
    }

    @Test
    void aUrlThatIsNotListedIsNamedByTheError() {
        local.backend.users().create(u -> u.emailAddress(ADA));
        var redirect = redirect(BrowserStepsTest::allow) // the browser is back before the wait begins
                .timeout(Duration.ofMillis(1))
                .build();

        var failure = catchThrowableOfType(StepException.class, () -> steps.signInWithBrowser(GOOGLE, redirect));

        assertThat(failure.reason()).isEqualTo(StepReason.REDIRECT_NOT_LISTED);
        assertThat(failure).hasMessageContaining(redirect.urls().get(0)).hasMessageContaining("Native applications");
    }

    @Test
    void onlyTheBrowserThatBeganEndsTheWait() {
        local.backend.users().create(u -> u.emailAddress(ADA));
        var stray = new CompletableFuture<List<Integer>>();
        var redirect = listed(url -> {
            var base = BrowserRedirect.builder().ports(port).build().urls().get(0);
            stray.complete(List.of(
                    TestBrowser.get(base).statusCode(),
                    TestBrowser.get(base + "?rotating_token_nonce=nonce_of_somebody")
                            .statusCode(),
                    TestBrowser.get(base + "/wrong-state").statusCode(),
                    TestBrowser.get("http://127.0.0.1:" + port + "/favicon.ico").statusCode()));
            allow(url);
        });

        steps.signInWithBrowser(GOOGLE, redirect).requireComplete();

        assertThat(stray.join()).containsExactly(404, 404, 404, 404);
        assertThat(local.clerk.state().status()).isEqualTo(ClientState.Status.SIGNED_IN);
    }

    /** Returns the nonce of a sign-in that somebody else has made with another program. */
    private String nonceOfSomebody() {
        var back = new CompletableFuture<String>();
        var other = local.newDevice();
        try {
            var redirect = redirect(url -> {
                        var browser = new TestBrowser();
                        var provider = browser.toProvider(url);
                        back.complete(browser.answer(
                                provider, "email_address", "eve@example.com", "name", "Eve", "allow", "1"));
                    })
                    .timeout(Duration.ofMillis(1))
                    .build();
            assertThatThrownBy(() -> other.steps().signInWithBrowser(GOOGLE, redirect))
                    .isInstanceOf(StepException.class);
        } finally {
            other.close();
        }
        return String.valueOf(HttpUrl.get(back.join()).queryParameter("rotating_token_nonce"));
    }

    @Test
    void aPageOfTheSameBrowserSignsNobodyElseInAndEndsNothing() {
        local.backend.users().create(u -> u.emailAddress(ADA));
        local.backend.users().create(u -> u.emailAddress("eve@example.com"));
        var redirect = listed(url -> {});
        var nonce = nonceOfSomebody();
        var stray = new CompletableFuture<Integer>();
        var during = new CompletableFuture<ClientState>();
        var begun = redirect(url -> threads.execute(() -> {
                    var browser = new TestBrowser();
                    var provider = browser.toProvider(url);
                    stray.complete(browser.open(redirect.urls().get(0) + "?rotating_token_nonce=" + nonce)
                            .statusCode());
                    during.complete(local.clerk.state());
                    browser.open(browser.answer(provider, ADA_ALLOWS));
                }))
                .build();

        steps.signInWithBrowser(GOOGLE, begun).requireComplete();

        assertThat(stray.join()).isEqualTo(404);
        assertThat(during.join().session()).isNull();
        var user = local.clerk.state().user();
        assertThat(user).isNotNull();
        assertThat(user.emailAddresses())
                .extracting(each -> each.emailAddress())
                .containsExactly(ADA);
    }

    @Test
    void aPageOfTheSameBrowserConnectsNoAccountOfSomebodyElse() {
        local.backend.users().create(u -> u.emailAddress("eve@example.com"));
        var redirect = signedIn(url -> {});
        var user = local.clerk.state().user();
        var nonce = nonceOfSomebody();
        var begun = redirect(url -> {
                    var browser = new TestBrowser();
                    browser.toProvider(url);
                    browser.open(redirect.urls().get(0) + "?rotating_token_nonce=" + nonce);
                })
                .timeout(Duration.ofMillis(1))
                .build();

        var failure = catchThrowableOfType(StepException.class, () -> steps.connect(GOOGLE, begun));

        assertThat(failure.reason()).isEqualTo(StepReason.TIMED_OUT);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(user).isNotNull();
        assertThat(local.clerk.refreshState().user())
                .isNotNull()
                .extracting(each -> each.id())
                .isEqualTo(user.id());
        assertThat(local.clerk.getToken()).isNotNull();
    }

    @Test
    void theBrowserGetsItsPageBeforeTheServerStops() {
        local.backend.users().create(u -> u.emailAddress(ADA));
        var page = new CompletableFuture<String>();
        var redirect = listed(url -> {
            var browser = new TestBrowser();
            var back = browser.answer(browser.toProvider(url), ADA_ALLOWS);
            page.complete(browser.open(back).body());
        });

        steps.signInWithBrowser(GOOGLE, redirect).requireComplete();

        assertThat(page.join()).contains("You can close this window").doesNotContain("nonce");
    }

    @Test
    void timeIsUpAndThePortIsFreeAtOnce() throws Exception {
        var redirect = redirect(url -> {}).timeout(Duration.ofMillis(200)).build();

        var failure = catchThrowableOfType(StepException.class, () -> steps.signInWithBrowser(GOOGLE, redirect));

        assertThat(failure.reason()).isEqualTo(StepReason.TIMED_OUT);
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() throws Exception {
        var opened = new CountDownLatch(1);
        var redirect = redirect(url -> opened.countDown()).build();
        var interrupted = new CompletableFuture<Boolean>();
        Future<Step> waiting = threads.submit(() -> {
            try {
                return steps.signInWithBrowser(GOOGLE, redirect);
            } finally {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        opened.await();

        waiting.cancel(true);

        assertThat(interrupted.join()).isTrue();
    }

    @Test
    void theNextPortIsTakenIfTheFirstOneIsNotFree() throws Exception {
        local.backend.users().create(u -> u.emailAddress(ADA));
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var redirect = BrowserRedirect.builder()
                    .ports(taken.getLocalPort(), port)
                    .opener(url -> threads.execute(() -> allow(url)))
                    .build();
            list(redirect);

            steps.signInWithBrowser(GOOGLE, redirect).requireComplete();

            var none = BrowserRedirect.builder().ports(taken.getLocalPort()).build();
            assertThatThrownBy(() -> local.newDevice().steps().signInWithBrowser(GOOGLE, none))
                    .isInstanceOf(StepException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void aConnectionThatSaysNothingHoldsNobodyUp() throws Exception {
        local.backend.users().create(u -> u.emailAddress(ADA));
        try (var silent = new Socket()) {
            var redirect = listed(url -> {
                try {
                    silent.connect(new InetSocketAddress("127.0.0.1", port));
                    silent.getOutputStream().write("GET /clerk-callback HT".getBytes(StandardCharsets.US_ASCII));
                    silent.getOutputStream().flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                allow(url);
            });

            steps.signInWithBrowser(GOOGLE, redirect).requireComplete();
        }
    }

    @Test
    void anAbandonedFlowCannotCompleteTheNextOne() throws Exception {
        local.backend.users().create(u -> u.emailAddress(ADA));
        var firstUrl = new CompletableFuture<String>();
        var first = redirect(firstUrl::complete).timeout(Duration.ofMillis(300)).build();
        list(first);
        var waiting = threads.submit(() -> steps.signInWithBrowser(GOOGLE, first));
        var browser = new TestBrowser();
        var provider = browser.toProvider(firstUrl.get());
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(StepException.class);

        var late = new CompletableFuture<Integer>();
        var second = redirect(url -> threads.execute(() -> {
                    late.complete(browser.open(first.urls().get(0) + "?rotating_token_nonce=of_the_first")
                            .statusCode());
                    allow(url);
                }))
                .build();
        steps.signInWithBrowser(GOOGLE, second).requireComplete();

        assertThat(provider).isNotEmpty();
        assertThat(late.get()).isEqualTo(404);
    }

    @Test
    void localhostListensOnBothAddresses() throws Exception {
        local.backend.users().create(u -> u.emailAddress(ADA));
        var reached = new CompletableFuture<String>();
        var redirect = redirect(url -> threads.execute(() -> {
                    reached.complete(url);
                    allow(url);
                }))
                .localhost()
                .build();
        list(redirect);

        steps.signInWithBrowser(GOOGLE, redirect).requireComplete();

        assertThat(reached.get()).startsWith("http://localhost:" + port + "/clerk-callback/");
    }

    @Test
    void localhostNeedsItsPortOnBothAddresses() throws Exception {
        var ipv6 = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(ipv6) != null, "this machine has no IPv6");
        local.backend.users().create(u -> u.emailAddress(ADA));
        try (var taken = new ServerSocket(0, 1, ipv6)) {
            var redirect = BrowserRedirect.builder()
                    .ports(taken.getLocalPort(), port)
                    .localhost()
                    .opener(url -> threads.execute(() -> allow(url)))
                    .build();
            list(redirect);

            steps.signInWithBrowser(GOOGLE, redirect).requireComplete();

            var none = BrowserRedirect.builder()
                    .ports(taken.getLocalPort())
                    .localhost()
                    .build();
            var failure = catchThrowableOfType(
                    StepException.class, () -> local.newDevice().steps().signInWithBrowser(GOOGLE, none));
            assertThat(failure.reason()).isEqualTo(StepReason.NO_FREE_PORT);
            try (var free = new ServerSocket(taken.getLocalPort(), 1, InetAddress.getByName("127.0.0.1"))) {
                assertThat(free.isBound()).isTrue();
            }
        }
    }

    @Test
    void aFailingBrowserIsAFailureOfTheCall() {
        var redirect = redirect(url -> {
                    throw new IllegalStateException("no browser");
                })
                .build();

        assertThatThrownBy(() -> steps.signInWithBrowser(GOOGLE, redirect)).hasMessage("no browser");
    }

    @Test
    void theUrlsOfARedirectAreKnownBeforeASignIn() {
        var redirect = BrowserRedirect.builder().ports(4001, 4002).path("/done").build();

        assertThat(redirect.urls()).containsExactly("http://127.0.0.1:4001/done", "http://127.0.0.1:4002/done");
        assertThat(BrowserRedirect.standard().urls()).hasSize(3);
        assertThatThrownBy(() -> BrowserRedirect.builder().ports(0)).hasMessageContaining("list of the instance");
        assertThatThrownBy(() -> BrowserRedirect.builder().ports()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BrowserRedirect.builder().path("done?x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BrowserRedirect.builder().timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BrowserRedirect.builder().timeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
