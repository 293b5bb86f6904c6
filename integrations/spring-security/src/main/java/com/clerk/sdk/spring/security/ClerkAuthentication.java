package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.TokenCarrier;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * The caller of a request as Spring Security knows it. The principal is the {@link Auth}, the name is the subject of
 * its token, such as the id of the user, and there are no credentials.
 *
 * <p>The authorities are a view of the caller: {@code ROLE_org:admin} for its role, each permission by its key,
 * {@code FEATURE_org:export} and {@code PLAN_user:pro} for features and plans with their scope, {@code SCOPE_…} for
 * each scope of a machine token, and {@code TOKEN_session_token} for the type of the token. {@link Auth#has} is the
 * truth.
 *
 * <p>Immutable and safe for use by several threads. It holds a token that lives for a minute, so it cannot be
 * serialized into a session.
 */
public final class ClerkAuthentication implements Authentication {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Auth auth;
    private final transient TokenCarrier carrier;
    private final transient List<GrantedAuthority> authorities;

    /** The filter that authenticated the caller, or null. */
    private final transient @Nullable Object origin;

    ClerkAuthentication(
            Auth auth,
            TokenCarrier carrier,
            Collection<? extends GrantedAuthority> authorities,
            @Nullable Object origin) {
        this.auth = Objects.requireNonNull(auth, "auth");
        this.carrier = Objects.requireNonNull(carrier, "carrier");
        this.authorities = List.copyOf(authorities);
        this.origin = origin;
    }

    /**
     * Returns the authentication of a request that is signed in, with the usual authorities.
     *
     * @param state the state of the request
     * @return the authentication
     */
    public static ClerkAuthentication of(SignedIn state) {
        return of(state.auth(), state.carrier());
    }

    /**
     * Returns the authentication of a caller, with the usual authorities.
     *
     * @param auth the caller
     * @param carrier the place of the token in the request; for a cookie, a request that changes something needs
     *     protection against forged requests
     * @return the authentication
     */
    public static ClerkAuthentication of(Auth auth, TokenCarrier carrier) {
        return new ClerkAuthentication(auth, carrier, ClerkAuthorities.of(auth), null);
    }

    /**
     * Returns the authentication of a caller with authorities of your own.
     *
     * @param auth the caller
     * @param carrier the place of the token in the request, as in {@link #of(Auth, TokenCarrier)}
     * @param authorities the authorities, in place of the usual ones
     * @return the authentication
     */
    public static ClerkAuthentication of(
            Auth auth, TokenCarrier carrier, Collection<? extends GrantedAuthority> authorities) {
        return new ClerkAuthentication(auth, carrier, authorities, null);
    }

    /**
     * Returns the caller.
     *
     * @return the caller
     */
    public Auth auth() {
        return auth;
    }

    /**
     * Returns the place of the token in the request.
     *
     * @return the header or a cookie
     */
    public TokenCarrier carrier() {
        return carrier;
    }

    /** Tells whether a filter authenticated the caller, or nobody knows who did, as in a test. */
    boolean isOf(Object filter) {
        return origin == null || origin == filter;
    }

    /**
     * Returns the caller.
     *
     * @return the same as {@link #auth()}
     */
    @Override
    public Auth getPrincipal() {
        return auth;
    }

    @Override
    public String getName() {
        return auth.subject();
    }

    @Override
    public List<GrantedAuthority> getAuthorities() {
        return authorities;
    }

    /**
     * Returns no credentials: the token is {@link Auth#token()}.
     *
     * @return an empty string
     */
    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public @Nullable Object getDetails() {
        return null;
    }

    @Override
    public boolean isAuthenticated() {
        return true;
    }

    /**
     * Does nothing for true, and throws for false: an authentication does not change.
     *
     * @param authenticated true
     * @throws IllegalArgumentException if it is false
     */
    @Override
    public void setAuthenticated(boolean authenticated) {
        if (!authenticated) {
            throw new IllegalArgumentException(
                    "A ClerkAuthentication does not change. Put another Authentication into a new SecurityContext.");
        }
    }

    /**
     * Refuses to write this object.
     *
     * @param out the stream
     * @throws NotSerializableException always
     */
    @Serial
    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("A ClerkAuthentication holds a token that lives for a minute, so no session "
                + "keeps it: the token of each request says who sent it.");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClerkAuthentication that
                && auth.token().equals(that.auth.token())
                && carrier == that.carrier
                && authorities.equals(that.authorities);
    }

    @Override
    public int hashCode() {
        return auth.token().hashCode();
    }

    /** Returns no data of the caller. */
    @Override
    public String toString() {
        return "ClerkAuthentication(" + auth.tokenType().value() + ")";
    }
}
