package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.InProcessClerk;
import com.clerk.sdk.testing.server.RateLimits;
import com.clerk.sdk.testing.server.frontend.wire.Redirects;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.OperationPattern;
import com.clerk.sdk.testing.server.local.LocalPages;
import com.clerk.sdk.testing.server.local.LocalSettings;
import com.clerk.sdk.testing.server.state.BillingDiscounts;
import com.clerk.sdk.testing.server.state.BillingPlans;
import com.clerk.sdk.testing.server.state.IdGenerator;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.InstanceClock;
import com.clerk.sdk.testing.server.state.InstanceSettings;
import com.clerk.sdk.testing.server.state.Messages;
import com.clerk.sdk.testing.server.state.Subscriptions;
import com.clerk.sdk.testing.server.tokens.HandshakeCookies;
import com.clerk.sdk.testing.server.web.Assets;
import com.clerk.sdk.testing.server.web.WebServer;
import com.clerk.sdk.testing.server.webhooks.Sender;
import com.google.gson.JsonObject;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An in-process Clerk for tests: a real HTTP server on a free port of the loopback interface. It keeps users,
 * organizations, memberships and sessions in memory, and responds as Clerk's Backend API does, errors included.
 *
 * <pre>{@code
 * try (var server = ClerkServer.start();
 *         var clerk = ClerkBackend.builder().apiUrl(server.apiUrl()).secretKey(server.secretKey()).build()) {
 *     var user = clerk.users().create(u -> u.emailAddress("ada@example.com"));
 *     var token = server.sessionToken(user.id());
 * }
 * }</pre>
 *
 * <p>It checks requests against Clerk's contract: a wrong parameter is Clerk's 422, an unknown path Clerk's 404. To an
 * operation that Clerk has and this server does not support it responds 501, and {@link #unsupported()} lists it;
 * {@link #stub(String, StubResponse)} adds it. {@link #failNext(int)} and {@link #stubNext(String, StubResponse)} make
 * any operation fail.
 *
 * <p>Safe for use by several threads.
 */
public final class ClerkServer implements AutoCloseable {
    private static final int KEPT_REQUESTS = 1000;

    private final Builder settings;
    private final Instance instance;
    private final HandshakeCookies cookies;
    private final InProcessClerk clerk;
    private final WebServer web;
    private final RequestLog log = new RequestLog(KEPT_REQUESTS);
    private final StubbedResponses stubs = new StubbedResponses();
    private final ServerKeys keys;
    private final Sender sender;
    private final ServerWebhooks webhooks;
    private final String secretKey;
    private final String publishableKey;
    private final AtomicInteger instances = new AtomicInteger();

    private ClerkServer(Builder builder) {
        settings = builder.copy();
        var clock = new InstanceClock(builder.clock);
        var ids = builder.ids();
        secretKey = builder.secretKey == null ? ids.key("sk_test_") : builder.secretKey;
        publishableKey = (isLive(secretKey) ? "pk_live_" : "pk_test_") + base64(builder.frontendApi + "$");
        keys = new ServerKeys("https://" + builder.frontendApi, clock, builder.keys);
        sender = new Sender(clock);
        instance = new Instance(builder.instanceSettings(isLive(secretKey)), clock, ids);
        webhooks = new ServerWebhooks(builder.webhooks.clock(clock), instance, sender);
        cookies = new HandshakeCookies(publishableKey, clock);
        var local = builder.local;
        clerk = new InProcessClerk(
                instance,
                secretKey,
                keys,
                Map.copyOf(builder.templates),
                cookies,
                builder.limits(clock, secretKey),
                local == null ? Redirects.anywhere() : local.redirects());
        var dispatcher = new ClerkDispatcher(clerk, stubs, log, new Assets(builder.assets));
        if (local == null) {
            web = WebServer.start(loopback(), builder.port, dispatcher);
        } else {
            var keyOfPages = builder.assets == null ? null : publishableKey;
            var pages = new LocalPages(local, instance, clerk, sender, keyOfPages, new LocalControl(this, dispatcher));
            web = WebServer.start(local.address(), builder.port, pages);
        }
        instance.frontendUrl(frontendApiUrl(), local != null && local.url() != null);
    }

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("127.0.0.1 is not the address of a host", e);
        }
    }

    private static boolean isLive(String secretKey) {
        return secretKey.startsWith("sk_live_");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Starts a server with a random secret key and without any resources. It listens on a free port of the loopback
     * interface.
     *
     * @return the running server
     * @throws UncheckedIOException if it cannot listen on the loopback interface
     */
    public static ClerkServer start() {
        return builder().start();
    }

    /**
     * Returns a builder of a server.
     *
     * @return a builder with the default settings
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the state, for tests of this module. */
    Instance instance() {
        return instance;
    }

    /**
     * Returns the URL of the server, to which clients add {@code /v1} and the rest of the path. Give it to
     * {@code ClerkBackend.builder().apiUrl}, and to JavaScript tools as {@code CLERK_API_URL}.
     *
     * @return the URL, such as {@code http://127.0.0.1:49152}
     */
    public String apiUrl() {
        return "http://127.0.0.1:" + web.port();
    }

    /**
     * Returns the URL of the server for browsers: the same server under the name {@code localhost}, so that pages of
     * {@code http://localhost} and Clerk are one site. Give it to Clerk's browser code as {@code data-clerk-proxy-url},
     * and to the application as {@code CLERK_PROXY_URL}.
     *
     * @return the URL, such as {@code http://localhost:49152}
     */
    public String frontendApiUrl() {
        var local = settings.local;
        return local == null || local.url() == null ? "http://localhost:" + web.port() : local.url();
    }

    /**
     * Starts another server with the same settings: a Clerk instance with keys, an issuer, resources and a clock of its
     * own. It is for tests that run at the same time. Close it like any other.
     *
     * @return the running server, without any resources
     * @throws UncheckedIOException if it cannot listen on the loopback interface
     */
    public ClerkServer newInstance() {
        return new ClerkServer(settings.another(instances.incrementAndGet()));
    }

    /**
     * Moves the clock of the server: that of its timestamps, its tokens and everything that expires. The header
     * {@code Date} of responses stays that of the machine.
     *
     * @param amount how far to move it; a negative amount moves it back
     * @throws IllegalArgumentException if it would show a time before 1970 or after 9999
     */
    public void moveClock(Duration amount) {
        instance.clock().move(amount);
        instance.locked(() -> {
            new Subscriptions(instance).settleAll();
            return instance;
        });
    }

    /**
     * Returns the secret key that requests must carry.
     *
     * @return the secret key, {@code sk_test_…} unless the builder set another
     */
    public String secretKey() {
        return secretKey;
    }

    /**
     * Returns the publishable key, which encodes the host of the issuer.
     *
     * @return {@code pk_test_…}, or {@code pk_live_…} if the secret key is {@code sk_live_…}
     */
    public String publishableKey() {
        return publishableKey;
    }

    /**
     * Returns the issuer of the server's tokens.
     *
     * @return {@code https://} and the host that the publishable key encodes
     */
    public String issuer() {
        return keys.issuer();
    }

    /**
     * Returns the keys that sign tokens. They are generated on first use.
     *
     * @return the current keys
     */
    public TestKeys keys() {
        return keys.current();
    }

    /**
     * Returns the public key in the form of {@code CLERK_JWT_KEY}.
     *
     * @return the public key of {@link #keys()} as PEM text
     */
    public String publicKeyPem() {
        return keys().publicKeyPem();
    }

    /**
     * Generates new keys. From now on, only these sign and are published, as after a rotation of keys.
     *
     * @return the new keys
     */
    public TestKeys rotateKeys() {
        var next = TestKeys.generate();
        keys.rotate(next);
        return next;
    }

    /**
     * Publishes other keys than the current ones, until {@link #rotateKeys()}.
     *
     * @param keys the keys in {@code /v1/jwks} and {@code /.well-known/jwks.json}; no argument publishes an empty set
     */
    public void publishKeys(TestKeys... keys) {
        this.keys.publish(List.of(keys));
    }

    /**
     * Returns a factory of session tokens with the server's current keys, its issuer and its clock.
     *
     * @return the factory; get a new one after {@link #rotateKeys()}
     */
    public SessionTokens sessionTokens() {
        return keys.sessionTokens();
    }

    /**
     * Starts a session token for a user with a random id.
     *
     * @return a builder, which mints a valid token if nothing is set
     */
    public SessionTokenBuilder sessionToken() {
        return sessionTokens().token();
    }

    /**
     * Mints a valid session token.
     *
     * @param userId the claim {@code sub}; the server need not have the user
     * @return the token in compact form, valid for 60 seconds of the server's clock
     */
    public String sessionToken(String userId) {
        return sessionTokens().forUser(userId).mint();
    }

    /**
     * Mints a session token that expired an hour ago by the server's clock.
     *
     * @param userId the claim {@code sub}; the server need not have the user
     * @return the token in compact form
     */
    public String expiredSessionToken(String userId) {
        return sessionTokens().forUser(userId).expired().mint();
    }

    /**
     * Signs a user in as a browser or an app would be, without a page. For tests of what comes after the sign-in.
     *
     * @param userId the id of a user of this server
     * @return the cookies of the browser, and the client token of the app
     * @throws IllegalArgumentException if the server does not have the user, or the user may not sign in
     */
    public SignedInClient signIn(String userId) {
        return new SignedInClient(clerk.signIn(userId, null), cookies);
    }

    /**
     * Signs a user in as {@link #signIn(String)} does, with a session token for the pages of one origin.
     *
     * @param userId the id of a user of this server
     * @param origin the origin of the application, such as {@code http://localhost:8080}: the claim {@code azp}
     * @return the cookies of the browser, and the client token of the app
     * @throws IllegalArgumentException if the server does not have the user, or the user may not sign in
     */
    public SignedInClient signIn(String userId, String origin) {
        return new SignedInClient(clerk.signIn(userId, Objects.requireNonNull(origin, "origin")), cookies);
    }

    /**
     * Returns the emails and text messages to a recipient: codes, links and invitations. The server keeps the last
     * 1,000 of all recipients; none of them leaves the server.
     *
     * @param recipient an email address, in any case, or a phone number
     * @return the messages, oldest first
     */
    public List<SentMessage> messages(String recipient) {
        return instance.locked(() -> new Messages(instance)
                .to(recipient).stream().map(SentMessage::of).toList());
    }

    /**
     * Waits for a message to a recipient, and returns the first one that the server keeps. Use
     * {@link #awaitMessage(String, SentMessage, Duration)} for the second message to the same recipient.
     *
     * @param recipient an email address, in any case, or a phone number
     * @param atMost how long to wait; the clock that {@link #moveClock} moves does not matter
     * @return the message, with its code and its link
     * @throws IllegalStateException if no message came in time
     * @throws InterruptedException if the thread is interrupted
     */
    public SentMessage awaitMessage(String recipient, Duration atMost) throws InterruptedException {
        return first(messagesAfter(null, recipient, atMost), atMost);
    }

    /**
     * Waits for a message to a recipient that is sent after another message, and returns the first one.
     *
     * @param recipient an email address, in any case, or a phone number
     * @param after a message that was there before, to anybody
     * @param atMost how long to wait; the clock that {@link #moveClock} moves does not matter
     * @return the message, with its code and its link
     * @throws IllegalStateException if no message came in time
     * @throws InterruptedException if the thread is interrupted
     */
    public SentMessage awaitMessage(String recipient, SentMessage after, Duration atMost) throws InterruptedException {
        return first(messagesAfter(after.id(), recipient, atMost), atMost);
    }

    private SentMessage first(List<SentMessage> messages, Duration atMost) {
        if (messages.isEmpty()) {
            var others = instance.locked(() -> instance.table("message").size());
            throw new IllegalStateException("No message to this recipient came within " + atMost
                    + ". The server keeps " + others + " messages in all; compare their recipients with the one that"
                    + " you asked for.");
        }
        return messages.get(0);
    }

    /** Waits for a message, and returns all there are then. */
    List<SentMessage> messagesAfter(@Nullable String marker, String recipient, Duration atMost)
            throws InterruptedException {
        var messages = new Messages(instance);
        var rows = instance.await(
                () -> {
                    var later = messages.after(marker, recipient);
                    return later.isEmpty() ? null : later;
                },
                atMost);
        return rows == null ? List.of() : rows.stream().map(SentMessage::of).toList();
    }

    /**
     * Returns the webhooks of the server: where its events are delivered, and what was delivered.
     *
     * @return the webhooks, without any endpoint at first
     */
    public ServerWebhooks webhooks() {
        return webhooks;
    }

    /**
     * Returns the last requests that the server has received. It keeps 1,000; {@link #forgottenRequests()} counts those
     * before.
     *
     * @return the requests in order, including those that were stubbed
     */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    /**
     * Returns how many requests {@link #requests()} no longer has. A test that asserts that a request was never sent
     * can trust the list only if this is zero.
     *
     * @return the number of requests that were forgotten since the last {@link #clearRequests()}
     */
    public long forgottenRequests() {
        return log.forgotten();
    }

    /**
     * Returns the operations of the Backend API that were called although the server does not support them. Each such
     * call got status 501. A test can assert that the list is empty.
     *
     * @return the names of the operations in clients, such as {@code interstitial.get}, in alphabetical order
     */
    public List<String> unsupported() {
        return instance.locked(() -> clerk.backend().operations().unsupported());
    }

    /**
     * Returns the operations of the Backend API that the server supports.
     *
     * @return the names of the operations in clients, such as {@code users.get}, in alphabetical order
     */
    public List<String> supported() {
        return List.copyOf(clerk.backend().operations().supported());
    }

    /**
     * Creates an API key.
     *
     * @param subject the id of a user, an organization or a machine, which the server must have
     * @param scopes the scopes of the key
     * @return the secret of the key, for the header {@code Authorization}
     * @throws IllegalArgumentException if the server does not have the subject
     */
    public String apiKey(String subject, String... scopes) {
        return created(() -> clerk.backend().newApiKey(subject, List.of(scopes)));
    }

    /**
     * Creates an M2M token, as the machine itself would with its secret key.
     *
     * @param machineId the id of a machine, which the server must have
     * @return the token, an opaque one, for the header {@code Authorization}
     * @throws IllegalArgumentException if the server does not have the machine
     */
    public String m2mToken(String machineId) {
        return created(() -> clerk.backend().newM2mToken(machineId));
    }

    /**
     * Creates an OAuth access token that a user has granted to an application. It is valid for two hours of the
     * server's clock.
     *
     * @param clientId the client id of an OAuth application, which the server must have
     * @param userId the id of a user, which the server must have
     * @param scopes the scopes of the token
     * @return the token, an opaque one, for the header {@code Authorization}
     * @throws IllegalArgumentException if the server does not have the application or the user
     */
    public String oauthAccessToken(String clientId, String userId, String... scopes) {
        return created(() -> clerk.backend().newOAuthAccessToken(clientId, userId, List.of(scopes)));
    }

    /**
     * Adds a billing plan for users, as the Dashboard does at Clerk. The first free plan is the default one: each user
     * has it who has no other.
     *
     * @param slug the name of the plan in session tokens, such as {@code pro}
     * @param monthlyCents the fee for a month in cents: 0, or 100 and more
     * @param features the features that subscribers have, such as {@code export}
     * @return the id of the plan
     * @throws IllegalArgumentException if a value is wrong, or users have a plan of that name already
     */
    public String userPlan(String slug, long monthlyCents, String... features) {
        return addPlan(BillingPlans.USER, slug, monthlyCents, List.of(features))
                .get("id")
                .getAsString();
    }

    /**
     * Adds a billing plan for organizations, as {@link #userPlan} does for users.
     *
     * @param slug the name of the plan in session tokens, such as {@code team}
     * @param monthlyCents the fee for a month in cents: 0, or 100 and more
     * @param features the features that subscribers have, such as {@code audit}
     * @return the id of the plan
     * @throws IllegalArgumentException if a value is wrong, or organizations have a plan of that name already
     */
    public String organizationPlan(String slug, long monthlyCents, String... features) {
        return addPlan(BillingPlans.ORGANIZATION, slug, monthlyCents, List.of(features))
                .get("id")
                .getAsString();
    }

    JsonObject addPlan(String payerType, String slug, long cents, List<String> features) {
        return created(() -> new Subscriptions(instance)
                .addPlan(payerType, slug, cents, features)
                .deepCopy());
    }

    /**
     * Subscribes a user or an organization to a billing plan, as a checkout does at Clerk: in place of the plan before,
     * and with a payment that succeeds. Session tokens have the plan and its features from then on.
     *
     * @param payerId the id of a user or an organization, which the server must have
     * @param plan the name of a plan for this kind of payer
     * @return the id of the subscription item
     * @throws IllegalArgumentException if the server does not have the payer or the plan
     */
    public String subscribe(String payerId, String plan) {
        return subscribe(payerId, plan, null).get("id").getAsString();
    }

    /**
     * Subscribes a user or an organization to a billing plan with a free trial. The first payment comes when the trial
     * ends by the server's clock.
     *
     * @param payerId the id of a user or an organization, which the server must have
     * @param plan the name of a plan for this kind of payer
     * @param freeTrial how long the plan is free, up to 365 days
     * @return the id of the subscription item
     * @throws IllegalArgumentException if the server does not have the payer or the plan, or the trial is too long
     */
    public String subscribeWithTrial(String payerId, String plan, Duration freeTrial) {
        return subscribe(payerId, plan, Objects.requireNonNull(freeTrial, "freeTrial"))
                .get("id")
                .getAsString();
    }

    JsonObject subscribe(String payerId, String plan, @Nullable Duration freeTrial) {
        return created(() -> {
            var subscriptions = new Subscriptions(instance);
            return subscriptions.show(subscriptions.subscribe(payerId, plan, freeTrial));
        });
    }

    /**
     * Adds a discount by percent, as the Dashboard does at Clerk. {@code billing().applySubscriptionItemDiscount} of
     * the Backend API gives it to a subscription item.
     *
     * @param name the name for display, 1 to 100 characters
     * @param percentOff by how much a payment is cheaper, 1 to 100 percent
     * @param cycles how many payments are cheaper, 1 to 1,000, or 0 for all
     * @return the id of the discount
     * @throws IllegalArgumentException if a value is wrong
     */
    public String percentageDiscount(String name, int percentOff, int cycles) {
        return addPercentageDiscount(name, percentOff, cycles).get("id").getAsString();
    }

    JsonObject addPercentageDiscount(String name, long percentOff, long cycles) {
        return created(() -> new BillingDiscounts(instance)
                .addPercentage(name, percentOff, cycles)
                .deepCopy());
    }

    /**
     * Adds a discount by an amount, as {@link #percentageDiscount} does by percent.
     *
     * @param name the name for display, 1 to 100 characters
     * @param centsOff by how much a payment is cheaper, 1 to 100,000,000 cents
     * @param cycles how many payments are cheaper, 1 to 1,000, or 0 for all
     * @return the id of the discount
     * @throws IllegalArgumentException if a value is wrong
     */
    public String amountDiscount(String name, long centsOff, int cycles) {
        return addAmountDiscount(name, centsOff, cycles).get("id").getAsString();
    }

    JsonObject addAmountDiscount(String name, long centsOff, long cycles) {
        return created(() ->
                new BillingDiscounts(instance).addAmount(name, centsOff, cycles).deepCopy());
    }

    /**
     * Sets fields of a resource, also those that no operation sets, such as the external accounts of a user. All other
     * fields stay as they are.
     *
     * @param id the id of the resource, such as {@code user_…}
     * @param fields the values by name: null, text, numbers, booleans, or maps and lists of such
     * @throws IllegalArgumentException if the server has no resource of that id, or a value has no JSON form
     */
    public void setFields(String id, Map<String, ?> fields) {
        var json = Json.ofMap(fields);
        var found = instance.locked(() -> instance.set(id, json));
        if (!found) {
            throw new IllegalArgumentException("The server has no resource with the id " + id + ".");
        }
    }

    /**
     * Writes the state of the server to a file: all resources, sessions, and the keys that sign tokens. The file is
     * replaced in one step, so a crash leaves the old one. It holds secrets of this server: keep it as private as them.
     *
     * @param file the file; its folder is created if it does not exist
     * @throws UncheckedIOException if the file cannot be written
     */
    public void saveState(Path file) {
        StateFile.write(file, snapshot(), instance.clock().instant());
    }

    private JsonObject snapshot() {
        var state = new JsonObject();
        state.add("keys", keys().toState());
        state.add("tables", instance.locked(instance::snapshot));
        return state;
    }

    /** Returns what {@link #saveState} writes. */
    JsonObject state() {
        return StateFile.stamp(snapshot(), instance.clock().instant());
    }

    /**
     * Replaces the state of the server by that of a file, which {@link #saveState} wrote. Tokens that were signed
     * before stay valid, if this server has the same issuer.
     *
     * @param file the file
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is not a state file, or one of a newer version
     */
    public void loadState(Path file) {
        var state = StateFile.read(file);
        try {
            restore(state);
        } catch (IllegalArgumentException problem) {
            throw StateFile.refused(file, problem.getMessage());
        }
    }

    /**
     * Does what {@link #loadState} does with the content of the file.
     *
     * @throws IllegalArgumentException if it is not a state; the message goes on after the name of what is loaded
     */
    void restore(JsonObject state) {
        StateFile.check(state);
        keys.rotate(instance.locked(() -> {
            try {
                var signing = TestKeys.ofState(Json.object(state, "keys"));
                instance.restore(Json.object(state, "tables"));
                return signing;
            } catch (RuntimeException e) {
                // The many ways in which JSON is not what an index or a key reads.
                throw new IllegalArgumentException("is damaged", e);
            }
        }));
    }

    private <T> T created(Supplier<T> code) {
        try {
            return instance.locked(code);
        } catch (ErrorResponseException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    /**
     * Makes the server what it was when it started: without resources, sessions, stubs and recorded requests, with its
     * first signing keys, and with its clock not moved. The address, the secret key, the issuer and the webhook
     * endpoints stay.
     */
    public void reset() {
        instance.locked(() -> {
            instance.clear();
            instance.clock().reset();
            clerk.backend().operations().clearUnsupported();
            return instance;
        });
        keys.reset();
        clearStubs();
        clearRequests();
    }

    /** Removes all requests received so far from {@link #requests()}. */
    public void clearRequests() {
        log.clear();
    }

    /**
     * Responds to the next request, of any operation, with an error in Clerk's form.
     *
     * @param status the HTTP status, 400 to 599
     * @throws IllegalArgumentException if the status is out of range
     */
    public void failNext(int status) {
        failNext(status, 1);
    }

    /**
     * Responds to the next requests, of any operation, with an error in Clerk's form.
     *
     * @param status the HTTP status, 400 to 599
     * @param times the number of requests
     * @throws IllegalArgumentException if the status is out of range
     */
    public void failNext(int status, int times) {
        var error = StubResponse.error(
                status, "internal_clerk_error", "The test asked the in-process Clerk for this error.");
        for (var i = 0; i < times; i++) {
            stubNext(error);
        }
    }

    /**
     * Stubs the response to the next request, of any operation.
     *
     * @param response the response
     */
    public void stubNext(StubResponse response) {
        stubNext(anyRequest -> true, response);
    }

    /**
     * Stubs the response to the next request of one operation. Several stubs are used in the order they were added.
     *
     * @param operation method and path template such as {@code GET /users/{user_id}}, with or without {@code /v1}
     * @param response the response
     * @throws IllegalArgumentException if the operation is not a method and a path
     */
    public void stubNext(String operation, StubResponse response) {
        stubNext(matching(operation), response);
    }

    /**
     * Stubs the response to the next request that meets a condition.
     *
     * @param condition whether the stub is for a request; runs on the server's threads
     * @param response the response
     */
    public void stubNext(Predicate<ReceivedRequest> condition, StubResponse response) {
        stubs.addOneTime(Objects.requireNonNull(condition, "condition"), Objects.requireNonNull(response, "response"));
    }

    /**
     * Stubs the response to all requests of one operation from now on. Stubs for the next request come before it.
     *
     * @param operation method and path template such as {@code POST /api_keys/verify}, with or without {@code /v1}
     * @param response the response
     * @throws IllegalArgumentException if the operation is not a method and a path
     */
    public void stub(String operation, StubResponse response) {
        Objects.requireNonNull(response, "response");
        stub(operation, request -> response);
    }

    /**
     * Stubs the responses to all requests of one operation from now on, computed from each request.
     *
     * @param operation method and path template such as {@code POST /api_keys/verify}, with or without {@code /v1}
     * @param responder computes the response to a request; runs on the server's threads
     * @throws IllegalArgumentException if the operation is not a method and a path
     */
    public void stub(String operation, Function<ReceivedRequest, StubResponse> responder) {
        stubs.addPermanent(matching(operation), Objects.requireNonNull(responder, "responder"));
    }

    private static Predicate<ReceivedRequest> matching(String operation) {
        var pattern = OperationPattern.parse(operation);
        return request -> pattern.matches(request.toServerRequest());
    }

    /** Removes all stubs, used or not. */
    public void clearStubs() {
        stubs.clear();
    }

    /**
     * Returns the number of stubs for a next request that are not used yet. A test can assert that it is zero.
     *
     * @return the number of unused stubs
     */
    public int pendingStubs() {
        return stubs.pendingCount();
    }

    /** Stops the server. Requests in progress fail. */
    @Override
    public void close() {
        web.close();
        sender.close();
    }

    /** Shows the URL of the server. */
    @Override
    public String toString() {
        return "ClerkServer[" + apiUrl() + "]";
    }

    /** Builds a {@link ClerkServer}. Not safe for use by several threads at once. */
    public static final class Builder {
        private final Map<String, List<String>> roles = new LinkedHashMap<>();
        private final Map<String, JsonObject> templates = new LinkedHashMap<>();
        private @Nullable String secretKey;
        private @Nullable TestKeys keys;
        private boolean rateLimits;
        private @Nullable Long seed;
        private int port;
        private @Nullable Path assets;
        private final Set<String> identifiers = new TreeSet<>(Set.of("email_address"));
        private final Set<String> secondFactors = new TreeSet<>();
        private final Set<String> socialProviders = new TreeSet<>();
        private boolean password = true;
        private boolean emailLinks;
        private boolean organizations = true;
        private boolean organizationRequired;
        private boolean secondFactorRequired;
        private boolean severalSessions;
        private boolean strictCodes;
        private boolean nativeApi = true;
        private boolean rotateAlways;
        private Duration tokenLifetime = Duration.ofSeconds(60);
        private Duration sessionLifetime = Duration.ofDays(7);
        private String frontendApi = InstanceSettings.FRONTEND_API;
        private Clock clock = Clock.systemUTC();
        private WebhookSigner webhooks = WebhookSigner.create();

        private @Nullable LocalSettings local;

        private Builder() {}

        private Builder copy() {
            var copy = new Builder();
            copy.local = local;
            copy.roles.putAll(roles);
            copy.templates.putAll(templates);
            copy.secretKey = secretKey;
            copy.rateLimits = rateLimits;
            copy.keys = keys;
            copy.seed = seed;
            copy.port = port;
            copy.assets = assets;
            copy.identifiers.clear();
            copy.identifiers.addAll(identifiers);
            copy.secondFactors.addAll(secondFactors);
            copy.socialProviders.addAll(socialProviders);
            copy.password = password;
            copy.emailLinks = emailLinks;
            copy.organizations = organizations;
            copy.organizationRequired = organizationRequired;
            copy.secondFactorRequired = secondFactorRequired;
            copy.severalSessions = severalSessions;
            copy.strictCodes = strictCodes;
            copy.nativeApi = nativeApi;
            copy.rotateAlways = rotateAlways;
            copy.tokenLifetime = tokenLifetime;
            copy.sessionLifetime = sessionLifetime;
            copy.frontendApi = frontendApi;
            copy.clock = clock;
            copy.webhooks = webhooks;
            return copy;
        }

        /** Returns the settings of another instance: the same, except what tells instances apart. */
        private Builder another(int number) {
            var another = copy();
            another.secretKey = null;
            another.keys = null;
            another.port = 0;
            another.seed = seed == null ? null : seed + number;
            var dot = frontendApi.indexOf('.');
            another.frontendApi = frontendApi.substring(0, dot) + "-i" + number + frontendApi.substring(dot);
            another.webhooks = WebhookSigner.create();
            return another;
        }

        /** Makes the server one of a program by itself: with pages, and only for the hosts that it names. */
        Builder local(LocalSettings local) {
            this.local = local;
            return this;
        }

        private IdGenerator ids() {
            return seed == null ? new IdGenerator() : new IdGenerator(seed);
        }

        private InstanceSettings instanceSettings(boolean live) {
            return new InstanceSettings(
                    frontendApi,
                    live,
                    identifiers,
                    password,
                    emailLinks,
                    secondFactorRequired,
                    secondFactors,
                    socialProviders,
                    organizations,
                    organizationRequired,
                    severalSessions,
                    strictCodes,
                    nativeApi,
                    rotateAlways,
                    tokenLifetime,
                    sessionLifetime,
                    roles);
        }

        /**
         * Sets the port. The default is a free one.
         *
         * @param port the port, 1 to 65535, or 0 for a free one
         * @return this builder
         * @throws IllegalArgumentException if the port is out of range
         */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException(port + " is not a port. Use 0 to 65535.");
            }
            this.port = port;
            return this;
        }

        /**
         * Serves Clerk's browser code under {@code /npm/@clerk/…}, so that pages need no network. By default the server
         * does not have it.
         *
         * @param directory the directory that has {@code clerk-js} and {@code ui}: the unpacked npm packages, or
         *     {@code node_modules/@clerk}
         * @return this builder
         */
        public Builder assets(Path directory) {
            assets = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Sets what users sign in with. The default is {@code email_address}.
         *
         * @param identifiers one or more of {@code email_address}, {@code phone_number} and {@code username}. A sign-up
         *     needs the first of them in this order, and takes the others
         * @return this builder
         * @throws IllegalArgumentException if no identifier is given, or one has another name
         */
        public Builder identifiers(String... identifiers) {
            replace(this.identifiers, Set.of("email_address", "phone_number", "username"), identifiers);
            if (identifiers.length == 0) {
                throw new IllegalArgumentException("Users need an identifier. Name email_address, for example.");
            }
            return this;
        }

        private static void replace(Set<String> set, Set<String> allowed, String... names) {
            for (var name : names) {
                if (!allowed.contains(name)) {
                    throw new IllegalArgumentException(
                            name + " is not one of " + allowed.stream().sorted().toList() + ".");
                }
            }
            set.clear();
            set.addAll(List.of(names));
        }

        /**
         * Sets whether users have passwords. The default is true.
         *
         * @param password whether a sign-up needs a password
         * @return this builder
         */
        public Builder password(boolean password) {
            this.password = password;
            return this;
        }

        /**
         * Sets whether users can sign in by a link in an email. The default is false.
         *
         * @param emailLinks whether links are offered
         * @return this builder
         */
        public Builder emailLinks(boolean emailLinks) {
            this.emailLinks = emailLinks;
            return this;
        }

        /**
         * Sets the second factors that users can set up. By default there are none.
         *
         * @param secondFactors {@code totp}, {@code backup_code}, {@code phone_code}
         * @return this builder
         * @throws IllegalArgumentException if one has another name
         */
        public Builder secondFactors(String... secondFactors) {
            replace(this.secondFactors, Set.of("totp", "backup_code", "phone_code"), secondFactors);
            return this;
        }

        /**
         * Sets the providers that users can sign in with. A page of this server stands in for each of them: it asks for
         * a name, and no request leaves the machine. By default there are none.
         *
         * @param strategies such as {@code oauth_google}
         * @return this builder
         * @throws IllegalArgumentException if one does not begin with {@code oauth_}
         */
        public Builder socialProviders(String... strategies) {
            for (var strategy : strategies) {
                if (!strategy.matches("oauth_[a-z0-9_]+")) {
                    throw new IllegalArgumentException(
                            strategy + " is not a strategy of a provider. Write it like oauth_google.");
                }
            }
            socialProviders.clear();
            socialProviders.addAll(List.of(strategies));
            return this;
        }

        /**
         * Sets whether the instance has organizations. The default is true.
         *
         * @param organizations whether users can create and use organizations
         * @return this builder
         */
        public Builder organizations(boolean organizations) {
            this.organizations = organizations;
            return this;
        }

        /**
         * Sets whether users must choose an organization after they signed in. Until they have, their session is
         * pending, with the task {@code choose-organization}. The default is false.
         *
         * @param organizationRequired whether each active session has an active organization
         * @return this builder
         */
        public Builder organizationRequired(boolean organizationRequired) {
            this.organizationRequired = organizationRequired;
            return this;
        }

        /**
         * Sets whether users without a second factor must set one up after they signed in. Until they have, their
         * session is pending, with the task {@code setup-mfa}. The default is false. Name the factors by
         * {@link #secondFactors}.
         *
         * @param secondFactorRequired whether each user with an active session has a second factor
         * @return this builder
         */
        public Builder secondFactorRequired(boolean secondFactorRequired) {
            this.secondFactorRequired = secondFactorRequired;
            return this;
        }

        /**
         * Sets whether a browser or app can be signed in as several users at once. The default is false.
         *
         * @param severalSessions whether a client can have several sessions
         * @return this builder
         */
        public Builder severalSessions(boolean severalSessions) {
            this.severalSessions = severalSessions;
            return this;
        }

        /**
         * Sets whether the code 424242 is refused. By default it verifies every address and number, as well as the code
         * of the message; a strict server finds a program that mixes up two sign-ins.
         *
         * @param strictCodes whether only the code of the message is accepted
         * @return this builder
         */
        public Builder strictCodes(boolean strictCodes) {
            this.strictCodes = strictCodes;
            return this;
        }

        /**
         * Sets whether apps that are not browsers are served. The default is true.
         *
         * @param nativeApi whether the Native API is on
         * @return this builder
         */
        public Builder nativeApi(boolean nativeApi) {
            this.nativeApi = nativeApi;
            return this;
        }

        /**
         * Sets whether each response to an app carries a new client token. By default a new one comes with a new
         * client, and when a nonce is redeemed.
         *
         * @param rotateAlways whether each response has a new token; older ones stay valid
         * @return this builder
         */
        public Builder rotateClientTokens(boolean rotateAlways) {
            this.rotateAlways = rotateAlways;
            return this;
        }

        /**
         * Sets how long session tokens of browsers and apps are valid. The default is 60 seconds.
         *
         * @param lifetime the lifetime, in whole seconds
         * @return this builder
         * @throws IllegalArgumentException if it is shorter than a second
         */
        public Builder tokenLifetime(Duration lifetime) {
            tokenLifetime = requireSecond(lifetime);
            return this;
        }

        /**
         * Sets how long sessions last. The default is 7 days.
         *
         * @param lifetime the lifetime
         * @return this builder
         * @throws IllegalArgumentException if it is shorter than a second
         */
        public Builder sessionLifetime(Duration lifetime) {
            sessionLifetime = requireSecond(lifetime);
            return this;
        }

        private static Duration requireSecond(Duration lifetime) {
            if (lifetime.toSeconds() < 1) {
                throw new IllegalArgumentException("The lifetime must be a second or more, and is " + lifetime + ".");
            }
            return lifetime;
        }

        /**
         * Makes the ids and the generated secret key the same in each run. By default they are random.
         *
         * @param seed any number: the same number gives the same ids, in the order in which they are needed
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the secret key that requests must carry. The default is a random one.
         *
         * @param secretKey a made-up key, {@code sk_test_…} or {@code sk_live_…}
         * @return this builder
         * @throws IllegalArgumentException if it has another prefix; the message does not show the key
         */
        public Builder secretKey(String secretKey) {
            if (!secretKey.startsWith("sk_test_") && !isLive(secretKey)) {
                throw new IllegalArgumentException("The secret key must begin with sk_test_ or sk_live_.");
            }
            this.secretKey = secretKey;
            return this;
        }

        /**
         * Sets whether the server has the rate limits that Clerk documents: 100 requests in 10 seconds to the Backend
         * API of a development instance, 1,000 of a production instance, and lower ones for some operations. A request
         * above a limit gets status 429 with {@code Retry-After}. By default there are no limits.
         *
         * @param rateLimits whether there are limits
         * @return this builder
         */
        public Builder rateLimits(boolean rateLimits) {
            this.rateLimits = rateLimits;
            return this;
        }

        private RateLimits limits(Clock clock, String secretKey) {
            return rateLimits ? RateLimits.ofClerk(isLive(secretKey), clock) : RateLimits.none();
        }

        /**
         * Sets the host of the issuer, which the publishable key encodes. No request is sent there.
         *
         * @param host the host, such as {@code clerk.example.com}
         * @return this builder
         * @throws IllegalArgumentException if it is not a host name with a dot
         */
        public Builder frontendApi(String host) {
            if (!host.matches("[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)+")) {
                throw new IllegalArgumentException(
                        "'" + host + "' is not a host name with a dot, such as clerk.example.com.");
            }
            frontendApi = host;
            return this;
        }

        /**
         * Sets the server's clock. The default is the system clock.
         *
         * @param clock the clock for the timestamps of resources and for the time of issue of tokens
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets the keys that sign tokens. By default the server generates its own. Sharing keys between tests saves
         * time.
         *
         * @param keys the keys
         * @return this builder
         */
        public Builder keys(TestKeys keys) {
            this.keys = Objects.requireNonNull(keys, "keys");
            return this;
        }

        /**
         * Sets the signer of webhook deliveries. The default is a signer with a random secret.
         *
         * @param webhooks the signer; the server uses a copy of it with its own clock
         * @return this builder
         */
        public Builder webhooks(WebhookSigner webhooks) {
            this.webhooks = Objects.requireNonNull(webhooks, "webhooks");
            return this;
        }

        /**
         * Adds or replaces a role that members of organizations can have. {@code org:admin} and {@code org:member}
         * exist already.
         *
         * @param key the key of the role, such as {@code org:accountant}
         * @param permissions the permissions, such as {@code org:invoices:read}; session tokens carry them
         * @return this builder
         * @throws IllegalArgumentException if a permission is not of the form {@code org:feature:name}
         */
        public Builder role(String key, String... permissions) {
            for (var permission : permissions) {
                PermissionMasks.check(permission);
            }
            roles.put(Objects.requireNonNull(key, "key"), List.of(permissions));
            return this;
        }

        /**
         * Adds a JWT template for {@code POST /v1/sessions/{session_id}/tokens/{template_name}}.
         *
         * @param name the name of the template
         * @param claims the claims that are added to the registered ones: null, text, numbers, booleans, or maps and
         *     lists of such. Placeholders are not expanded
         * @return this builder
         * @throws IllegalArgumentException if a value has no JSON form
         */
        public Builder jwtTemplate(String name, Map<String, ? extends @Nullable Object> claims) {
            templates.put(Objects.requireNonNull(name, "name"), Json.ofMap(claims));
            return this;
        }

        /**
         * Starts the server on a free port of the loopback interface.
         *
         * @return the running server
         * @throws UncheckedIOException if it cannot listen on the loopback interface
         */
        public ClerkServer start() {
            return new ClerkServer(this);
        }
    }
}
