package com.clerk.sdk.testing;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;

/**
 * A Clerk in this process, for tests: a real HTTP server on a free port of the loopback interface, which keeps users,
 * organizations, memberships and sessions in memory and answers as Clerk's Backend API does, errors included.
 *
 * <pre>{@code
 * try (var server = ClerkServer.start();
 *         var clerk = ClerkBackend.builder().apiUrl(server.apiUrl()).secretKey(server.secretKey()).build()) {
 *     var user = clerk.users().create(u -> u.emailAddress("ada@example.com"));
 *     var token = server.sessionToken(user.id());
 * }
 * }</pre>
 *
 * <p>An operation that it does not have answers 404 with a message that says so; {@link #answer(String, Answer)} adds
 * it, and {@link #failNext(int)} and {@link #answerNext(String, Answer)} make any operation fail. Safe for all threads.
 */
public final class ClerkServer implements AutoCloseable {
    /** The host that the publishable key names; under a domain that exists nowhere. */
    static final String FRONTEND_API = "clerk.in-process.test";

    private final MockWebServer web = new MockWebServer();
    private final ClerkDispatcher dispatcher;
    private final ProgrammedAnswers programmed = new ProgrammedAnswers();
    private final Signing signing;
    private final WebhookSigner webhooks;
    private final String secretKey;
    private final String publishableKey;

    private ClerkServer(Builder builder) {
        var host = builder.frontendApi;
        secretKey = builder.secretKey == null ? new Ids().key("sk_test_") : builder.secretKey;
        publishableKey = (isLive(secretKey) ? "pk_live_" : "pk_test_") + base64(host + "$");
        signing = new Signing("https://" + host, builder.clock, builder.keys);
        webhooks = builder.webhooks.clock(builder.clock);
        var roles = new Roles(builder.roles);
        var clerk = new InProcessClerk(secretKey, builder.clock, signing, roles, Map.copyOf(builder.templates));
        dispatcher = new ClerkDispatcher(clerk, programmed);
        web.setServerSocketFactory(new PromptSockets());
        web.setDispatcher(dispatcher);
        listen();
    }

    private void listen() {
        try {
            web.start(InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The in-process Clerk cannot listen on 127.0.0.1", e);
        }
    }

    private static boolean isLive(String secretKey) {
        return secretKey.startsWith("sk_live_");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Starts a server with a random secret key and nothing in it.
     *
     * @return a server that listens
     * @throws UncheckedIOException when it cannot listen on the loopback interface
     */
    public static ClerkServer start() {
        return builder().start();
    }

    /**
     * Sets up a server.
     *
     * @return a builder with the usual settings
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where the server is. Clients add {@code /v1} and the rest of the path; give this to
     * {@code ClerkBackend.builder().apiUrl}, and to JavaScript tools as {@code CLERK_API_URL}.
     *
     * @return such as {@code http://127.0.0.1:49152}
     */
    public String apiUrl() {
        return "http://127.0.0.1:" + web.getPort();
    }

    /**
     * The key that requests need.
     *
     * @return the secret key, {@code sk_test_…} unless the builder was given another
     */
    public String secretKey() {
        return secretKey;
    }

    /**
     * The key that names the instance to browsers, and so to a verifier the issuer of its tokens.
     *
     * @return {@code pk_test_…}, or {@code pk_live_…} beside a secret key {@code sk_live_…}
     */
    public String publishableKey() {
        return publishableKey;
    }

    /**
     * The issuer of the server's tokens.
     *
     * @return {@code https://} and the host that the publishable key names
     */
    public String issuer() {
        return signing.issuer();
    }

    /**
     * The keys that tokens are signed with; made when first asked for.
     *
     * @return the keys
     */
    public TestKeys keys() {
        return signing.current();
    }

    /**
     * The public key, in the form of {@code CLERK_JWT_KEY}.
     *
     * @return the public key of {@link #keys()} as PEM text
     */
    public String publicKeyPem() {
        return keys().publicKeyPem();
    }

    /**
     * Signs with new keys from now on, and publishes these alone, as after a rotation.
     *
     * @return the new keys
     */
    public TestKeys rotateKeys() {
        var next = TestKeys.generate();
        signing.rotate(next);
        return next;
    }

    /**
     * Publishes other keys than those that sign, until {@link #rotateKeys()}.
     *
     * @param keys what {@code /v1/jwks} and {@code /.well-known/jwks.json} answer with; none for an empty set
     */
    public void publishKeys(TestKeys... keys) {
        signing.publish(List.of(keys));
    }

    /**
     * Makes session tokens with the server's keys, issuer and clock.
     *
     * @return a maker of tokens; after {@link #rotateKeys()} ask for another
     */
    public SessionTokens sessionTokens() {
        return signing.sessionTokens();
    }

    /**
     * Begins a session token of a user with a random id.
     *
     * @return a builder that mints a valid token unless told otherwise
     */
    public SessionTokenBuilder sessionToken() {
        return sessionTokens().token();
    }

    /**
     * A valid session token.
     *
     * @param userId whose token; the server need not know the user
     * @return the token in compact form, valid for 60 seconds of the server's clock
     */
    public String sessionToken(String userId) {
        return sessionTokens().forUser(userId).mint();
    }

    /**
     * A session token that expired an hour ago by the server's clock.
     *
     * @param userId whose token; the server need not know the user
     * @return the token in compact form
     */
    public String expiredSessionToken(String userId) {
        return sessionTokens().forUser(userId).expired().mint();
    }

    /**
     * Signs webhook deliveries of this server, by its clock. The server itself sends none.
     *
     * @return a signer with a secret of its own
     */
    public WebhookSigner webhooks() {
        return webhooks;
    }

    /**
     * What the server has received.
     *
     * @return the requests in the order they came, those with programmed answers among them
     */
    public List<ReceivedRequest> requests() {
        return dispatcher.received();
    }

    /** Forgets the requests received so far. */
    public void clearRequests() {
        dispatcher.forgetReceived();
    }

    /**
     * Answers the next request with an error in Clerk's form, whatever the request is.
     *
     * @param status the HTTP status, 400 to 599
     * @throws IllegalArgumentException when the status is none of an error
     */
    public void failNext(int status) {
        failNext(status, 1);
    }

    /**
     * Answers the next requests with an error in Clerk's form, whatever the requests are.
     *
     * @param status the HTTP status, 400 to 599
     * @param times how many requests
     * @throws IllegalArgumentException when the status is none of an error
     */
    public void failNext(int status, int times) {
        var answer = Answer.error(status, "in_process_failure", "The test asked the in-process Clerk for this error.");
        for (var i = 0; i < times; i++) {
            answerNext(answer);
        }
    }

    /**
     * Says how to answer the next request, whatever it is.
     *
     * @param answer the answer
     */
    public void answerNext(Answer answer) {
        answerNext(anyRequest -> true, answer);
    }

    /**
     * Says how to answer the next request of one operation. Several such answers are given one after another.
     *
     * @param operation method and path template such as {@code GET /users/{user_id}}, {@code /v1} before it or not
     * @param answer the answer
     * @throws IllegalArgumentException when the operation is not written so
     */
    public void answerNext(String operation, Answer answer) {
        answerNext(OperationPattern.parse(operation)::matches, answer);
    }

    /**
     * Says how to answer the next request that meets a condition.
     *
     * @param condition whether a request is meant; runs on the server's threads
     * @param answer the answer
     */
    public void answerNext(Predicate<ReceivedRequest> condition, Answer answer) {
        programmed.addOnce(Objects.requireNonNull(condition, "condition"), Objects.requireNonNull(answer, "answer"));
    }

    /**
     * Says how to answer all requests of one operation from now on. Answers for the next request come before it.
     *
     * @param operation method and path template such as {@code POST /api_keys/verify}, {@code /v1} before it or not
     * @param answer the answer
     * @throws IllegalArgumentException when the operation is not written so
     */
    public void answer(String operation, Answer answer) {
        Objects.requireNonNull(answer, "answer");
        answer(operation, request -> answer);
    }

    /**
     * Says how to answer all requests of one operation from now on, each by what it holds.
     *
     * @param operation method and path template such as {@code POST /api_keys/verify}, {@code /v1} before it or not
     * @param answer makes the answer; runs on the server's threads
     * @throws IllegalArgumentException when the operation is not written so
     */
    public void answer(String operation, Function<ReceivedRequest, Answer> answer) {
        var pattern = OperationPattern.parse(operation);
        programmed.addAlways(pattern::matches, Objects.requireNonNull(answer, "answer"));
    }

    /** Forgets all answers that were programmed, given or not. */
    public void clearAnswers() {
        programmed.clear();
    }

    /**
     * How many answers for a next request still wait for it; a test can assert that none was left over.
     *
     * @return the number of answers not given yet
     */
    public int pendingAnswers() {
        return programmed.unusedCount();
    }

    /** Stops the server. Requests that are under way fail. */
    @Override
    public void close() {
        dispatcher.close();
        web.close();
    }

    /** Shows where the server is. */
    @Override
    public String toString() {
        return "ClerkServer[" + apiUrl() + "]";
    }

    /** Sets up a {@link ClerkServer}. */
    public static final class Builder {
        private final Map<String, List<String>> roles = new LinkedHashMap<>();
        private final Map<String, JsonObject> templates = new LinkedHashMap<>();
        private @Nullable String secretKey;
        private @Nullable TestKeys keys;
        private String frontendApi = FRONTEND_API;
        private Clock clock = Clock.systemUTC();
        private WebhookSigner webhooks = WebhookSigner.create();

        private Builder() {}

        /**
         * The key that requests need; random when not set.
         *
         * @param secretKey a made-up key, {@code sk_test_…} or {@code sk_live_…}
         * @return this builder
         * @throws IllegalArgumentException when it begins with neither; the message does not show it
         */
        public Builder secretKey(String secretKey) {
            if (!secretKey.startsWith("sk_test_") && !isLive(secretKey)) {
                throw new IllegalArgumentException("The secret key must begin with sk_test_ or sk_live_");
            }
            this.secretKey = secretKey;
            return this;
        }

        /**
         * The host that the publishable key names and that issues the tokens. Nothing is sent there.
         *
         * @param host such as {@code clerk.example.com}
         * @return this builder
         * @throws IllegalArgumentException when it is no host with a dot in it
         */
        public Builder frontendApi(String host) {
            if (!host.matches("[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)+")) {
                throw new IllegalArgumentException("'" + host + "' is no host such as clerk.example.com");
            }
            frontendApi = host;
            return this;
        }

        /**
         * The server's clock; the system's when not set.
         *
         * @param clock tells when resources are made and changed, and when tokens are issued
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The keys that tokens are signed with; the server's own when not set. Sharing them between tests saves time.
         *
         * @param keys the keys
         * @return this builder
         */
        public Builder keys(TestKeys keys) {
            this.keys = Objects.requireNonNull(keys, "keys");
            return this;
        }

        /**
         * The signer of webhook deliveries; one with a random secret when not set.
         *
         * @param webhooks the signer, which is given the server's clock
         * @return this builder
         */
        public Builder webhooks(WebhookSigner webhooks) {
            this.webhooks = Objects.requireNonNull(webhooks, "webhooks");
            return this;
        }

        /**
         * Adds a role that members of organizations can have, beside {@code org:admin} and {@code org:member}, or
         * replaces one.
         *
         * @param key such as {@code org:accountant}
         * @param permissions such as {@code org:invoices:read}; session tokens carry them
         * @return this builder
         * @throws IllegalArgumentException when a permission is not of the form {@code org:feature:name}
         */
        public Builder role(String key, String... permissions) {
            for (var permission : permissions) {
                PermissionMasks.check(permission);
            }
            roles.put(Objects.requireNonNull(key, "key"), List.of(permissions));
            return this;
        }

        /**
         * Adds a template for {@code POST /v1/sessions/{session_id}/tokens/{template_name}}.
         *
         * @param name the template's name
         * @param claims the claims it adds to the registered ones: null, text, numbers, booleans, or maps and lists of
         *     such; taken as they are, without placeholders
         * @return this builder
         * @throws IllegalArgumentException when a value has no JSON form
         */
        public Builder jwtTemplate(String name, Map<String, ? extends @Nullable Object> claims) {
            templates.put(Objects.requireNonNull(name, "name"), Json.ofMap(claims));
            return this;
        }

        /**
         * Starts the server.
         *
         * @return a server that listens on a free port
         * @throws UncheckedIOException when it cannot listen on the loopback interface
         */
        public ClerkServer start() {
            return new ClerkServer(this);
        }
    }
}
