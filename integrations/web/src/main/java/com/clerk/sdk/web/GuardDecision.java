package com.clerk.sdk.web;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.backend.model.User;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The decision of a {@link RequestGuard} about a request, and who sent it. An adapter sends {@link #response()} if
 * there is one; otherwise it adds {@link #headers()}, passes the request on, and gives what answers it access to this
 * object.
 *
 * <p>Immutable, and safe for use by several threads as far as the request is.
 */
public final class GuardDecision {
    private static final Map<String, List<String>> UNCACHED = Map.of("cache-control", List.of(WebResponse.PRIVATE));

    private static final Set<String> OF_CACHES =
            Set.of("cache-control", "expires", "pragma", "surrogate-control", "edge-control", "x-accel-expires");

    private final RequestGuard guard;
    private final Caller caller;
    private final @Nullable WebResponse response;
    private final boolean personal;

    /**
     * A request that was authenticated.
     *
     * @param redirects whether a browser may be redirected from the path of the request
     * @param user looks the user up, at most once
     */
    record Caller(
            RequestAuthenticator authenticator,
            ClerkRequest request,
            RequestState state,
            boolean redirects,
            UserLookup user) {}

    GuardDecision(RequestGuard guard, Caller caller, @Nullable WebResponse response, boolean personal) {
        this.guard = guard;
        this.caller = caller;
        this.response = response;
        this.personal = personal;
    }

    /**
     * Tells whether a guard made this decision. Another one has rules and perhaps an authenticator of its own, so it
     * must decide itself.
     *
     * @param other a guard
     * @return true if this decision is its own
     */
    public boolean isOf(RequestGuard other) {
        return guard == other;
    }

    /**
     * Returns the response to send instead of passing the request on.
     *
     * @return the response, or null to pass the request on
     */
    public @Nullable WebResponse response() {
        return response;
    }

    /**
     * Returns the state of the request.
     *
     * @return the state
     */
    public RequestState state() {
        return caller.state();
    }

    /**
     * Returns the caller.
     *
     * @return the caller, or null if the request is not signed in
     */
    public @Nullable Auth auth() {
        return caller.state() instanceof SignedIn in ? in.auth() : null;
    }

    /**
     * Returns the caller of a request that must be signed in.
     *
     * @return the caller
     * @throws AccessRefusedException if the request is not signed in; the adapter sends its response
     */
    public Auth require() {
        var auth = auth();
        if (auth == null) {
            throw new AccessRefusedException(unauthorized());
        }
        return auth;
    }

    /**
     * Returns the response for a part of the application that needs another caller than this request has: a person who
     * opens a page is sent to sign in, everybody else gets 401, or 503 if Clerk did not answer. Nobody is sent to sign
     * in from the sign-in page itself and what is below it, or from a path without redirects.
     *
     * @return the response
     */
    public WebResponse unauthorized() {
        return caller.state() instanceof SignedIn in ? WebResponse.callerRefused(in) : guard.unauthorized(caller, true);
    }

    /**
     * Returns the caller of a request that must meet a requirement.
     *
     * @param requirement the requirement, made with {@link com.clerk.sdk.auth.Has}
     * @return the caller, who meets it
     * @throws AccessRefusedException if the request is not signed in, or the caller does not meet the requirement; the
     *     adapter sends its response
     */
    public Auth require(Requirement requirement) {
        var auth = require();
        if (!auth.has(requirement)) {
            throw new AccessRefusedException(WebResponse.forbidden(auth, requirement));
        }
        return auth;
    }

    /**
     * Returns the user who sent the request. The first call asks Clerk, and waits for it; further calls for the same
     * request return the same, also if it was an exception.
     *
     * @return the user, or null if the request is not signed in, or was not sent by a user or for one
     * @throws IllegalStateException if the guard was built without a client
     * @throws com.clerk.sdk.errors.ClerkException if Clerk does not return the user
     */
    public @Nullable User currentUser() {
        return caller.user().of(auth());
    }

    /**
     * Returns a refusal as a page from which a person can send a form again. A token may end while somebody fills in a
     * form, and only a {@code GET} can have it renewed on the way: the fields would be lost. Only a form that a page of
     * the same origin sent is repeated, up to 256 KiB.
     *
     * @param refusal the response to send for this request
     * @param fields reads the fields of the form, without those in the URL; called only if the page is to be sent
     * @return the page, with the status of the refusal, or the refusal as it is
     */
    public WebResponse keepingForm(WebResponse refusal, Supplier<Map<String, List<String>>> fields) {
        return Objects.requireNonNullElse(LateForm.of(caller, refusal, fields), refusal);
    }

    /**
     * Decides again about the same request, which is now forwarded to another path. It is not authenticated again.
     *
     * @param path the path to which it is forwarded
     * @return the decision for that path
     */
    public GuardDecision forwardedTo(RequestPath path) {
        return guard.authorize(caller, path, false);
    }

    /**
     * Returns a decision that passes the same request on, wherever it is: an error page is shown to everybody.
     *
     * @return the decision without the rules for its path
     */
    public GuardDecision withoutRules() {
        return new GuardDecision(guard, caller, null, false);
    }

    /**
     * Returns the headers to add to the response if the request is passed on: those of the state, and for a path with a
     * rule {@code cache-control}. Append each value of {@code set-cookie}, and set the others.
     *
     * @return values by name in lower case; immutable
     */
    public Map<String, List<String>> headers() {
        var own = caller.state().headers();
        if (!personal || own.containsKey("cache-control")) {
            return own;
        }
        if (own.isEmpty()) {
            return UNCACHED; // as for nearly every caller who is signed in
        }
        var all = new LinkedHashMap<>(own);
        all.putAll(UNCACHED);
        return Collections.unmodifiableMap(all);
    }

    /**
     * Tells whether the state sets a cookie, so that no cache may store the response, whatever the application says.
     *
     * @return true if {@code cache-control} of {@link #headers()} must not be replaced, and no other header
     *     {@link #isOfCaches} may be sent
     */
    public boolean setsCookies() {
        return caller.state().headers().containsKey("set-cookie");
    }

    /**
     * Tells whether a header of a response says to a cache whether it may store the response: {@code Cache-Control},
     * {@code Expires}, and those for content delivery networks, which count more (RFC 9213).
     *
     * @param name the name of a header, in any case
     * @return true for such a header
     */
    public static boolean isOfCaches(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return OF_CACHES.contains(lower) || lower.endsWith("-cache-control");
    }

    @Override
    public String toString() {
        return "GuardDecision(" + caller.state() + ", " + response + ")";
    }
}
