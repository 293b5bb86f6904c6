package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtException;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of the session: docs/behaviour.md, section 2.4. Either those with the suffix of this instance, or those
 * without a suffix, which another instance on the same domain or an older frontend SDK may have set. The choice trusts
 * no signature, because it only decides which token is verified next.
 */
final class SessionCookies {
    private static final String SIGNED_OUT = "0";

    private final AuthenticationContext context;
    private final RequestView request;
    private final Instance instance;
    private final boolean suffixed;

    SessionCookies(AuthenticationContext context) {
        this.context = context;
        this.request = context.request;
        this.instance = context.instance();
        this.suffixed = instance.hasKey() && new Choice().isSuffixed();
    }

    /** Tells whether the cookies with the suffix count. */
    boolean suffixed() {
        return suffixed;
    }

    /** Returns the session token, or an empty string. */
    String session() {
        return chosen(Instance.SESSION);
    }

    /** Returns the time when the browser last signed in or out, in seconds since 1970; 0 if nobody is signed in. */
    int clientUat() {
        return RequestView.wholeNumber(chosen(Instance.CLIENT_UAT));
    }

    /** Returns the id of this browser in a development instance, or an empty string. */
    String devBrowser() {
        var inUrl = request.query(Instance.DEV_BROWSER);
        return inUrl == null || inUrl.isEmpty() ? chosen(Instance.DEV_BROWSER) : inUrl;
    }

    /** Returns the token that refreshes an expired session, or an empty string. */
    String refresh() {
        return instance.hasKey() ? suffixedText(Instance.REFRESH) : "";
    }

    private String chosen(String name) {
        return suffixed ? suffixedText(name) : text(name);
    }

    private String text(String name) {
        return request.cookies().text(name);
    }

    private String suffixedText(String name) {
        return request.cookies().text(instance.suffixed(name));
    }

    private @Nullable Jwt decode(String token) {
        try {
            return token.isEmpty() ? null : context.decode(token);
        } catch (JwtException e) {
            return null;
        }
    }

    /**
     * The choice between the two sets of cookies: docs/behaviour.md, section 2.4. The first rule that applies decides.
     * A missing cookie differs from a cookie with the value 0.
     */
    private final class Choice {
        private final String plainSession = text(Instance.SESSION);
        private final String ownSession = suffixedText(Instance.SESSION);
        private final String plainUat = text(Instance.CLIENT_UAT);
        private final String ownUat = suffixedText(Instance.CLIENT_UAT);
        private final @Nullable Jwt plain = decode(plainSession);

        boolean isSuffixed() {
            if (plainHasNoIssuer()) {
                return false; // rule 1
            }
            if (plainIsOfAnotherInstance()) {
                return true; // rule 2
            }
            if (hasNoOwnCookies()) {
                return false; // rule 3
            }
            var own = decode(ownSession);
            boolean keepsPlain = plainIsNewer(own) // rule 4
                    || onlyOwnIsSignedOut() // rule 5
                    || ownOutlivedSignOut(own) // rule 6
                    || ownUat.isEmpty(); // rule 7
            return !keepsPlain; // rule 8
        }

        private boolean plainHasNoIssuer() {
            if (plainSession.isEmpty()) {
                return false;
            }
            var issuer = plain == null ? null : plain.claims().get("iss");
            return issuer == null || issuer.equals("");
        }

        private boolean plainIsOfAnotherInstance() {
            return plain != null && !instance.isIssuer(plain.claims().get("iss"));
        }

        private boolean hasNoOwnCookies() {
            return ownUat.isEmpty() && ownSession.isEmpty();
        }

        private boolean plainIsNewer(@Nullable Jwt own) {
            return !isSignedOut(ownUat) && !isSignedOut(plainUat) && issuedAt(plain) > issuedAt(own);
        }

        private boolean onlyOwnIsSignedOut() {
            return isSignedOut(ownUat) && !isSignedOut(plainUat);
        }

        private boolean ownOutlivedSignOut(@Nullable Jwt own) {
            return instance.development() && !isSignedOut(ownUat) && isSignedOut(plainUat) && isExpired(own);
        }

        private boolean isSignedOut(String clientUat) {
            return clientUat.equals(SIGNED_OUT);
        }

        private double issuedAt(@Nullable Jwt jwt) {
            var seconds = jwt == null ? null : jwt.claims().seconds("iat");
            return seconds == null ? 0 : seconds;
        }

        private boolean isExpired(@Nullable Jwt jwt) {
            var seconds = jwt == null ? null : jwt.claims().seconds("exp");
            return seconds != null && seconds <= Math.floorDiv(context.rules.nowMillis(), 1000L);
        }
    }
}
