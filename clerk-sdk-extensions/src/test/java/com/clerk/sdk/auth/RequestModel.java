package com.clerk.sdk.auth;

import com.clerk.sdk.auth.ModelRequest.Bearer;
import com.clerk.sdk.auth.ModelRequest.Kind;
import com.clerk.sdk.auth.ModelRequest.Referrer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of docs/behaviour.md, section 2, for a server with a publishable key, and with a JWT key or a secret key,
 * written from that document as plainly as possible. Each method names its section.
 *
 * @param clerk how Clerk answers to a refresh
 * @param production whether the instance is one for production
 * @param satellite whether the server is a satellite
 * @param autoSync whether the satellite synchronizes on the first visit
 * @param organizations whether {@code /orgs/:slug} is a pattern
 */
record RequestModel(Clerk clerk, boolean production, boolean satellite, boolean autoSync, boolean organizations) {
    /** How Clerk answers to a refresh. */
    enum Clerk {
        /** It is not asked: the server has a JWT key, and no secret key. */
        ABSENT,
        /** It has an error for every session. */
        REFUSING,
        /** It gives a new token for every session. */
        RENEWING
    }

    /** Returns the state in words, such as {@code handshake dev-browser-missing}. */
    String predict(ModelRequest r) {
        if (r.bearer() == Bearer.TWO_LINES) {
            return out("token-invalid"); // 2.1
        }
        if (r.bearer() == Bearer.BEARER || r.bearer() == Bearer.BARE) {
            return header(r);
        }
        return cookies(r);
    }

    /** 2.3. */
    private String header(ModelRequest r) {
        return switch (r.headerToken()) {
            case MACHINE, TEMPLATE -> out("token-type-mismatch");
            default -> verified(r, r.headerToken(), false);
        };
    }

    /** 2.5, row 0. */
    private String cookies(ModelRequest r) {
        if (r.method() != null) {
            switch (r.returned()) {
                case SESSION -> {
                    return "signed-in";
                }
                case NO_SESSION -> {
                    return out("session-token-missing");
                }
                case FORGED -> {
                    if (!production) {
                        return out("token-invalid-signature");
                    }
                }
                case BAD_SESSION, NONE -> {}
            }
        }
        return satellite(r);
    }

    /** 2.5, rows 1 and 2. */
    private String satellite(ModelRequest r) {
        boolean nothing = session(r) == Kind.NONE && clientUat(r) == 0;
        if (satellite && isDocument(r) && !"true".equals(r.synced())) {
            boolean returns = "false".equals(r.synced());
            if (nothing && !returns && !autoSync) {
                return out("session-token-and-uat-missing");
            }
            if (nothing || returns) {
                return redirect(r, "satellite-needs-syncing");
            }
        }
        return development(r);
    }

    /** 2.5, rows 3 to 5. */
    private String development(ModelRequest r) {
        if (production) {
            return session26(r);
        }
        boolean hasUrl = r.method() != null;
        if (!satellite
                && hasUrl
                && r.satelliteUrl() != null
                && !r.satelliteUrl().isEmpty()) {
            return redirect(r, "primary-responds-to-syncing");
        }
        if (hasUrl && r.devBrowserInUrl()) {
            return redirect(r, "dev-browser-sync");
        }
        boolean known = usesOwn(r) ? r.ownDevBrowser() : r.plainDevBrowser();
        return known ? session26(r) : redirect(r, "dev-browser-missing");
    }

    /** 2.5, rows 6 to 16. */
    private String session26(ModelRequest r) {
        var session = session(r);
        long uat = clientUat(r);
        if (session == Kind.NONE) {
            return uat == 0 ? out("session-token-and-uat-missing") : redirect(r, "client-uat-but-no-session-token");
        }
        if (uat == 0) {
            return redirect(r, "session-token-but-no-client-uat");
        }
        if (session == Kind.NONSENSE) {
            return out("token-invalid");
        }
        if (session == Kind.MACHINE || session == Kind.TEMPLATE) {
            return out("token-type-mismatch");
        }
        if (session.issuedAt < uat) {
            return redirect(r, "session-token-iat-before-client-uat");
        }
        return verified(r, session, true);
    }

    /** 1.2 and 2.6, and for cookies rows 14 to 16 of 2.5. */
    private String verified(ModelRequest r, Kind kind, boolean cookie) {
        return switch (kind) {
            case NONE, NONSENSE -> out("token-invalid");
            case FORGED -> out("token-invalid-signature");
            case WITHOUT_ISSUER, FOREIGN -> out("token-invalid-issuer");
            case NOT_YET -> redirect(r, "session-token-nbf");
            case OF_THE_FUTURE -> redirect(r, "session-token-iat-in-the-future");
            case EXPIRED -> refreshed(r);
            case GOOD, OLDER, PENDING -> cookie ? stale(r, kind) : signedIn(kind);
            case MACHINE, TEMPLATE -> throw new AssertionError(kind);
        };
    }

    private static String signedIn(Kind kind) {
        return kind == Kind.PENDING ? out("session-pending") : "signed-in"; // 2.9
    }

    /** 2.5, rows 14 to 16. */
    private String stale(ModelRequest r, Kind kind) {
        if (!satellite && isDocument(r) && r.referrer() == Referrer.OTHER && r.redirects() == 0) {
            return redirect(r, "primary-domain-cross-origin-sync");
        }
        boolean another = organizations && r.path().startsWith("/orgs/") && kind != Kind.PENDING;
        if (another && isNavigation(r) && r.redirects() < 3) {
            return redirect(r, "active-organization-mismatch");
        }
        return signedIn(kind);
    }

    /** 2.6. */
    private String refreshed(ModelRequest r) {
        if (r.method() == null) {
            return out("session-token-expired");
        }
        var error = refreshError(r);
        return error.isEmpty() ? "signed-in" : redirect(r, "session-token-expired-refresh-" + error);
    }

    private String refreshError(ModelRequest r) {
        boolean form = "POST".equals(r.method()) && isForPage(r);
        if (!"GET".equals(r.method()) && !form) {
            return "non-eligible-non-get";
        }
        if (!r.refresh()) {
            return "non-eligible-no-refresh-cookie";
        }
        return switch (clerk) {
            case ABSENT -> "missing-api-client";
            case REFUSING -> "resource_not_found";
            case RENEWING -> "";
        };
    }

    /** 2.7. */
    private static String redirect(ModelRequest r, String reason) {
        return isNavigation(r) && r.redirects() < 3 ? "handshake " + reason : out(reason);
    }

    private static boolean isForPage(ModelRequest r) {
        return switch (r.destination()) {
            case "document", "iframe" -> true;
            case "" -> r.acceptsHtml();
            default -> false;
        };
    }

    private static boolean isNavigation(ModelRequest r) {
        return "GET".equals(r.method()) && isForPage(r) && !r.prefetch();
    }

    private static boolean isDocument(ModelRequest r) {
        return isNavigation(r) && r.destination().equals("document");
    }

    private Kind session(ModelRequest r) {
        return usesOwn(r) ? r.own() : r.plain();
    }

    private long clientUat(ModelRequest r) {
        return number(usesOwn(r) ? r.ownUat() : r.plainUat());
    }

    private static long number(@Nullable String text) {
        return text == null || text.equals("x") ? 0 : Long.parseLong(text);
    }

    /** 2.4: the rules in their order. */
    private boolean usesOwn(ModelRequest r) {
        var s = r.plain();
        boolean uatIsZero = Objects.equals(r.plainUat(), "0");
        boolean ownUatIsZero = Objects.equals(r.ownUat(), "0");
        if (s == Kind.NONSENSE || s == Kind.WITHOUT_ISSUER) {
            return false; // 1
        }
        if (s == Kind.FOREIGN) {
            return true; // 2
        }
        if (r.ownUat() == null && r.own() == Kind.NONE) {
            return false; // 3
        }
        if (!ownUatIsZero && !uatIsZero && s.issuedAt > r.own().issuedAt) {
            return false; // 4
        }
        if (ownUatIsZero && !uatIsZero) {
            return false; // 5
        }
        if (!production && !ownUatIsZero && uatIsZero && r.own() == Kind.EXPIRED) {
            return false; // 6
        }
        return r.ownUat() != null; // 7 and 8
    }

    private static String out(String reason) {
        return "signed-out " + reason;
    }
}
