package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.internal.ClientSync.Outcome;
import com.clerk.sdk.client.internal.FrontendResponse.Content;
import com.clerk.sdk.client.internal.FrontendResponse.Purpose;
import com.clerk.sdk.client.internal.FrontendResponse.Sent;
import com.clerk.sdk.runtime.internal.HttpDate;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Signs each request to the Frontend API with the client token, and gives each answer to {@link ClientSync}. A refusal
 * of the client leads to one question whether the client is still there, whatever the number of calls that are refused
 * at once, and that question never leads to another one. Thread-safe.
 */
public final class ClientInterceptor implements Interceptor {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final long MAX_BYTES = 4 << 20;
    private static final long PATIENCE_MILLIS = 50;
    private static final String CLIENT_PATH = "/v1/client";
    private static final Pattern WITHOUT_CLIENT =
            Pattern.compile("/v1/environment|/v1/client/sessions/[^/]{1,200}/tokens(/.{0,1000})?|(?!/v1/).*");
    private static final Pattern BEGINNING = Pattern.compile("POST/v1/client/sign_(in|up)s");
    private static final Pattern SIGN_OUT =
            Pattern.compile("DELETE/v1/client/sessions|POST/v1/client/sessions/[^/]{1,200}/(remove|end)");
    private static final Pattern OF_CLIENT = Pattern.compile("/v1/client(/sessions)?");
    private static final Pattern OF_SESSION = Pattern.compile("/v1/client/sessions/([^/]{1,200})(/.{0,1000})?");

    private final ClientSync sync;
    private final HttpUrl baseUrl;

    /** The exchange of a nonce has the client for itself; all other calls share it. */
    private final ReentrantReadWriteLock exchanges = new ReentrantReadWriteLock(true);

    private final ReentrantLock confirmation = new ReentrantLock();

    /**
     * Creates an interceptor.
     *
     * @param sync gets the answers
     * @param baseUrl the base URL of the Frontend API
     */
    public ClientInterceptor(ClientSync sync, HttpUrl baseUrl) {
        this.sync = sync;
        this.baseUrl = baseUrl;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var purpose = purpose(chain.request());
        var lock = purpose == Purpose.NONCE_EXCHANGE ? exchanges.writeLock() : exchanges.readLock();
        acquire(lock, chain.call());
        try {
            return send(chain, purpose);
        } catch (CancellationException e) {
            throw new IOException("Canceled", e);
        } finally {
            lock.unlock();
        }
    }

    private Purpose purpose(Request request) {
        if (request.url().queryParameter("rotating_token_nonce") != null) {
            return Purpose.NONCE_EXCHANGE;
        }
        var call = request.method() + path(request.url());
        if (SIGN_OUT.matcher(call).matches()) {
            return Purpose.SIGN_OUT;
        }
        return BEGINNING.matcher(call).matches() ? Purpose.BEGINNING : Purpose.CALL;
    }

    private static void acquire(Lock lock, Call call) throws IOException {
        try {
            while (!lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (call.isCanceled()) {
                    throw new IOException("Canceled");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Canceled", e);
        }
    }

    private Response send(Chain chain, Purpose purpose) throws IOException {
        var request = chain.request();
        var applied = proceed(chain, request, purpose);
        if (applied.outcome() == Outcome.OUTDATED && isWorthAnother(request, applied.answer())) {
            applied.response().close();
            applied = proceed(chain, request, purpose);
        }
        if (!needsFollowing(applied.answer(), applied.outcome())) {
            return applied.response();
        }
        var detached = detached(applied.response());
        follow(chain, applied, path(request.url()));
        return detached;
    }

    /** A response, its part that tells about the client, and the effect of that. */
    private record Applied(Response response, FrontendResponse answer, Outcome outcome) {}

    /** Sends a request with the present token, and applies the answer. */
    private Applied proceed(Chain chain, Request request, Purpose purpose) throws IOException {
        var sent = sent(request);
        var response = chain.proceed(signed(request, sent));
        try {
            var answer = answer(response, sent, purpose);
            return new Applied(response, answer, sync.apply(answer, chain.call()::isCanceled));
        } catch (RuntimeException e) {
            response.close();
            throw e;
        }
    }

    /** Returns the response with its body in memory: OkHttp sends no other request while the body is open. */
    private static Response detached(Response response) throws IOException {
        try (response) {
            return response.newBuilder().body(response.peekBody(MAX_BYTES)).build();
        }
    }

    /** Returns the state for a request. A token that the caller chose for one call is not the client's. */
    private Sent sent(Request request) {
        var sent = sync.sending();
        var own = request.header("Authorization");
        return own == null ? sent : new Sent(own, null, sent.generation(), sent.confirmations());
    }

    private Request signed(Request request, Sent sent) {
        var signed = request.newBuilder()
                .header("X-Native-Device-Id", sync.present().deviceId())
                // Clerk refuses Origin together with Authorization, and a native client has no origin.
                .removeHeader("Origin");
        if (sent.token() != null) {
            signed.header("Authorization", sent.token());
        }
        if (sent.clientId() != null) {
            signed.header("X-Clerk-Client-Id", sent.clientId());
        }
        return signed.build();
    }

    private FrontendResponse answer(Response response, Sent sent, Purpose purpose) {
        var date = response.header("Date");
        return new FrontendResponse(
                sent,
                purpose,
                response.code(),
                date == null ? null : HttpDate.parse(date, Instant.now()),
                response.header("Authorization"),
                content(response));
    }

    /** Reads the body of an answer that may have a client: a refusal, or the answer of an operation that has one. */
    private Content content(Response response) {
        var type = response.header("Content-Type");
        var path = path(response.request().url());
        boolean refusal = response.code() >= BAD_REQUEST;
        if (type == null
                || !type.contains("json")
                || (!refusal && WITHOUT_CLIENT.matcher(path).matches())) {
            return Content.NOTHING;
        }
        try {
            var body = response.peekBody(MAX_BYTES + 1).bytes();
            boolean returnsClient = OF_CLIENT.matcher(path).matches();
            return body.length > MAX_BYTES ? Content.NOTHING : FrontendResponseReader.read(body, returnsClient);
        } catch (IOException e) {
            return Content.NOTHING; // the caller of the call gets the failure when it reads the body
        }
    }

    /**
     * Returns whether a request is sent again with the present token, because another process has changed the token
     * while the request was under way: Clerk has not acted on it, or it is a read that met a new client.
     */
    private boolean isWorthAnother(Request request, FrontendResponse answer) {
        var present = sync.sending();
        var body = request.body();
        if (present.token() == null
                || present.token().equals(answer.sent().token())
                || request.header("Authorization") != null
                || (body != null && body.isOneShot())) {
            return false;
        }
        var client = answer.content().client();
        boolean otherClient = client != null && !client.id().equals(present.clientId());
        return answer.status() == UNAUTHORIZED
                || (otherClient && request.method().equals("GET"));
    }

    private static boolean needsFollowing(FrontendResponse answer, Outcome outcome) {
        if (answer.purpose() == Purpose.NONCE_EXCHANGE) {
            return false; // a refusal is about the nonce, which may be that of somebody else
        }
        if (outcome == Outcome.DOUBTFUL) {
            return true;
        }
        // With the present client, a refusal has told all there is to know. With another one it is a doubt.
        boolean unclear = outcome == Outcome.REFUSED
                || (outcome == Outcome.APPLIED && answer.content().client() == null);
        return answer.isRefusal() && unclear;
    }

    private void follow(Chain chain, Applied applied, String path) {
        if (applied.outcome() == Outcome.DOUBTFUL) {
            ask(chain, Purpose.CALL);
        } else {
            followRefusal(chain, applied.answer(), path);
        }
    }

    private void followRefusal(Chain chain, FrontendResponse answer, String path) {
        var end = SessionEnds.byCode(answer.content().code());
        var session = OF_SESSION.matcher(path);
        boolean ofSession = session.matches();
        if (end != null && (ofSession || answer.status() == FORBIDDEN)) {
            var sessionId = ofSession ? session.group(1) : null;
            sync.endSession(answer.sent(), sessionId, end, chain.call()::isCanceled);
        } else if (answer.refusesToken() && path.equals(CLIENT_PATH)) {
            sync.forget(answer.sent(), chain.call()::isCanceled);
        } else if (isDoubt(answer, ofSession)) {
            confirm(chain, answer.sent());
        }
    }

    /** Returns whether a refusal may mean that the client or the session is not there any more. */
    private static boolean isDoubt(FrontendResponse answer, boolean ofSession) {
        return answer.status() == UNAUTHORIZED
                || (answer.status() == NOT_FOUND
                        && ofSession
                        && "resource_not_found".equals(answer.content().code()));
    }

    /** Asks whether the client is still there, unless somebody has done so since the refused request was sent. */
    private void confirm(Chain chain, Sent refused) {
        try {
            acquire(confirmation, chain.call());
        } catch (IOException e) {
            return; // the call was cancelled
        }
        try {
            boolean known = sync.state().session() != null || sync.state().client() == null;
            if (sync.confirmations() == refused.confirmations() && refused.token() != null && known) {
                ask(chain, Purpose.CONFIRMATION);
                sync.confirmed();
            }
        } finally {
            confirmation.unlock();
        }
    }

    /** Gets the client once. A failure leaves the state as it is: only an answer of Clerk can change it. */
    private void ask(Chain chain, Purpose purpose) {
        var url = baseUrl.newBuilder()
                .addPathSegments("v1/client")
                .addQueryParameter("_is_native", "true")
                .build();
        var request = chain.request()
                .newBuilder()
                .url(url)
                .get()
                .removeHeader("Authorization")
                .removeHeader("Content-Type")
                .build();
        try {
            var applied = proceed(chain, request, purpose);
            applied.response().close();
            if (applied.outcome() == Outcome.APPLIED && applied.answer().refusesToken()) {
                sync.forget(applied.answer().sent(), chain.call()::isCanceled);
            }
        } catch (IOException e) {
            // The call that led here has its own answer.
        }
    }

    /** Returns the path below the base URL. */
    private String path(HttpUrl url) {
        var base = baseUrl.encodedPath();
        int length = base.endsWith("/") ? base.length() - 1 : base.length();
        return url.encodedPath().substring(Math.min(length, url.encodedPath().length()));
    }
}
