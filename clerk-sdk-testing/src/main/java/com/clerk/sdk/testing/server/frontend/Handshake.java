package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Urls;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Handshakes;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.tokens.HandshakeCookies;
import com.clerk.sdk.testing.server.tokens.SessionTokenMinter;
import com.clerk.sdk.testing.server.tokens.TokenSigner;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The handshake: a server that cannot tell who a browser is sends it here, and gets it back with the cookies that the
 * server is to set. They are in a token in the URL, or under a nonce that the server redeems at the Backend API.
 */
final class Handshake {
    private final Instance instance;
    private final TokenSigner signer;
    private final SessionTokenMinter minter;
    private final Clients clients;
    private final HandshakeCookies cookies;
    private final Handshakes handshakes;

    Handshake(Instance instance, TokenSigner signer, SessionTokenMinter minter, HandshakeCookies cookies) {
        this.instance = instance;
        this.signer = signer;
        this.minter = minter;
        this.clients = new Clients(instance);
        this.cookies = cookies;
        this.handshakes = new Handshakes(instance);
    }

    /** Sends a browser back to its server. The token is signed outside the lock. */
    Supplier<ServerResponse> respond(FrontendCall call) {
        var redirectUrl = redirectUrl(call);
        var client = call.caller().client();
        var session = client == null ? null : clients.lastActiveSession(client);
        if (session != null) {
            setOrganization(session, call.query().first("organization_id"));
        }
        var devBrowser = instance.settings().live() ? null : call.caller().devBrowser();
        var uat = session == null || client == null ? 0 : changedAt(client) / 1000;
        var token = token(session, FrontendCall.originOf(redirectUrl));
        var refresh = session == null ? null : handshakes.newRefreshToken(session);
        Supplier<List<String>> directives =
                () -> cookies.directives(redirectUrl, devBrowser, uat, token.get(), refresh);
        if ("nonce".equals(call.query().first("format"))) {
            return withNonce(redirectUrl, directives, call);
        }
        var signed = new AtomicReference<String>();
        call.request().defer(() -> {
            var claims = Map.<String, JsonElement>of("handshake", Json.arrayOfTexts(directives.get()));
            signed.set(signer.templateToken(claims));
        });
        return () -> ServerResponse.redirect(
                307, Urls.with(redirectUrl, "__clerk_handshake", Objects.requireNonNull(signed.get())));
    }

    /** A token that is older than the change would be sent back here: with a clock that was moved back, for ever. */
    private long changedAt(JsonObject client) {
        return Math.min(Json.number(client, "updated_at"), instance.now());
    }

    private static String redirectUrl(FrontendCall call) {
        var url = call.target(call.query().first("redirect_url"));
        if (url == null) {
            throw new ErrorResponseException(
                    400,
                    "invalid_handshake",
                    "redirect_url must be the URL that asked for the handshake: " + FrontendCall.TARGET + ".");
        }
        return url;
    }

    private void setOrganization(JsonObject session, @Nullable String idOrSlug) {
        if (idOrSlug == null) {
            return;
        }
        if (idOrSlug.isEmpty()) {
            session.add("last_active_organization_id", JsonNull.INSTANCE);
            return;
        }
        var bySlug = instance.organizations().firstBy("slug", idOrSlug);
        var id = bySlug == null ? idOrSlug : bySlug.get("id").getAsString();
        // An organization that the user is not a member of leaves the session as it is: the server stops by itself.
        if (instance.memberships()
                        .find(Memberships.key(id, session.get("user_id").getAsString()))
                != null) {
            session.addProperty("last_active_organization_id", id);
        }
    }

    private Supplier<String> token(@Nullable JsonObject session, @Nullable String origin) {
        return session == null
                ? () -> ""
                : minter.sessionToken(session, Json.text(session, "last_active_organization_id"), origin);
    }

    private Supplier<ServerResponse> withNonce(
            String redirectUrl, Supplier<List<String>> directives, FrontendCall call) {
        var nonce = handshakes.newNonce();
        call.request().defer(() -> {
            var signed = directives.get();
            instance.locked(() -> {
                handshakes.put(nonce, signed);
                return nonce;
            });
        });
        var response = ServerResponse.redirect(307, Urls.with(redirectUrl, "__clerk_handshake_nonce", nonce));
        return () -> response;
    }
}
