package com.clerk.sdk.benchmarks.harness;

import com.clerk.sdk.benchmarks.baseline.JsonEvents;
import com.clerk.sdk.benchmarks.baseline.JsonNames;
import com.clerk.sdk.benchmarks.baseline.JsonWriting;
import com.clerk.sdk.benchmarks.baseline.PlainCall;
import com.clerk.sdk.benchmarks.sdk.Call;
import com.clerk.sdk.benchmarks.sdk.Claims;
import com.clerk.sdk.benchmarks.sdk.Events;
import com.clerk.sdk.benchmarks.sdk.FirstRequest;
import com.clerk.sdk.benchmarks.sdk.LaterRequest;
import com.clerk.sdk.benchmarks.sdk.Requests;
import com.clerk.sdk.benchmarks.sdk.SeenToken;
import com.clerk.sdk.benchmarks.sdk.Users;
import com.clerk.sdk.benchmarks.sdk.VerifyToken;
import com.clerk.sdk.benchmarks.sdk.Webhooks;
import com.clerk.sdk.benchmarks.shared.BareHmac;
import com.clerk.sdk.benchmarks.shared.BareSignature;
import java.util.List;
import java.util.Optional;

/** All rows, in the order of the tables. */
final class Rows {
    private static final String SIGNATURE = name(BareSignature.class, "verify");

    private static final String HMAC = name(BareHmac.class, "hmac");
    private static final String PEERS = "com.clerk.sdk.benchmarks.peers.";

    private Rows() {}

    /** Returns the rows that have bounds in bounds.properties. */
    static List<Row> guarded() {
        return List.of(
                verify(),
                conscrypt(),
                corretto(),
                seen(),
                firstRequest("header"),
                firstRequest("cookie"),
                webhook(),
                hundredUsers(),
                events());
    }

    static List<Group> groups() {
        return List.of(tokens(), providers(), requests(), webhooks(), claims(), decoding(), encoding(), calls());
    }

    /** Returns the rows in the README, of this SDK and of the published one. */
    static List<Headline> headlines() {
        return List.of(
                headline(verify(), "verify-by-incumbent"),
                headline(seen(), "none"),
                headline(firstRequest("header"), "request-header-by-incumbent"),
                headline(firstRequest("cookie"), "request-cookie-by-incumbent"),
                headline(webhook(), "none"),
                headline(hundredUsers(), "decode-100-users-by-incumbent"),
                headline(call(), "call-by-incumbent"));
    }

    private static Headline headline(Row sdk, String peer) {
        return new Headline(
                sdk,
                groups().stream()
                        .flatMap(group -> group.rows().stream())
                        .filter(row -> row.id().equals(peer))
                        .findFirst());
    }

    /** A row of this SDK, and the same work by the published SDK if it does it. */
    record Headline(Row sdk, Optional<Row> peer) {}

    private static Group tokens() {
        return new Group(
                "Verify a session token",
                "the bare RSA-2048 signature of the same token (`java.security.Signature`)",
                List.of(
                        verify(),
                        verify().twoThreads(),
                        token("verify-jwks", "key by JWKS at hand", "byJwks"),
                        token("verify-secret-key", "keys fetched from Clerk", "bySecretKey"),
                        seen(),
                        seen().twoThreads(),
                        Row.of(
                                "seen-same-text",
                                "seen before, the very same text",
                                SIGNATURE,
                                name(SeenToken.class, "same")),
                        Row.of(
                                "verify-2-kb",
                                "2 KB of custom claims, and its own signature the baseline",
                                name(BareSignature.class, "verifyLarge"),
                                name(VerifyToken.class, "largeClaims")),
                        token("refuse-bad-signature", "bad signature, refused", "badSignature"),
                        token("refuse-expired", "expired, refused", "expired"),
                        peer("java-jwt", "JavaJwt", ClassPathVariant.JAVA_JWT),
                        peer("jjwt", "Jjwt", ClassPathVariant.JJWT),
                        peer("jose4j", "Jose4j", ClassPathVariant.JOSE4J),
                        peer("nimbus-jose-jwt", "Nimbus", ClassPathVariant.NIMBUS),
                        peer("Spring's NimbusJwtDecoder", "Spring", ClassPathVariant.SPRING),
                        peer("com.clerk:backend-api", "IncumbentTokens", ClassPathVariant.INCUMBENT)));
    }

    private static Row verify() {
        return token("verify", "verify a session token, first sight", "byPem");
    }

    private static Row seen() {
        return Row.of("seen", "verify a session token seen before", SIGNATURE, name(SeenToken.class, "fresh"));
    }

    private static Group providers() {
        return new Group(
                "Verify with a native provider on the class path",
                "the bare signature by the same provider",
                List.of(conscrypt(), corretto()));
    }

    private static Row conscrypt() {
        return token("verify-conscrypt", "verify with Conscrypt", "byPem")
                .at(ClassPathVariant.CONSCRYPT)
                .flag("-D" + BareSignature.PROVIDER + "=org.conscrypt.OpenSSLProvider");
    }

    private static Row corretto() {
        return token("verify-corretto", "verify with Corretto's provider", "byPem")
                .at(ClassPathVariant.CORRETTO)
                .flag("-D" + BareSignature.PROVIDER
                        + "=com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
    }

    private static Group requests() {
        return new Group(
                "Authenticate a request",
                "the bare signature",
                List.of(
                        firstRequest("header"),
                        firstRequest("cookie"),
                        firstRequest("cookie").twoThreads(),
                        laterRequest("header"),
                        laterRequest("cookie"),
                        incumbentRequest("header"),
                        incumbentRequest("cookie")));
    }

    private static Row firstRequest(String by) {
        return Row.of("request-" + by, "authenticate a request by " + by, SIGNATURE, name(FirstRequest.class, by));
    }

    private static Row laterRequest(String by) {
        return Row.of(
                "request-" + by + "-seen", "token seen before, by " + by, SIGNATURE, name(LaterRequest.class, by));
    }

    private static Row incumbentRequest(String by) {
        return Row.of(
                        "request-" + by + "-by-incumbent",
                        "com.clerk:backend-api, by " + by,
                        SIGNATURE,
                        PEERS + "IncumbentRequests." + by)
                .at(ClassPathVariant.INCUMBENT);
    }

    private static Row token(String id, String title, String method) {
        return Row.of(id, title, SIGNATURE, name(VerifyToken.class, method));
    }

    private static Row peer(String title, String type, ClassPathVariant variant) {
        return Row.of("verify-by-" + variant.module(), title, SIGNATURE, PEERS + type + ".verify")
                .at(variant);
    }

    private static Group webhooks() {
        return new Group(
                "Verify a webhook delivery of 2 KB",
                "the bare HMAC-SHA256 of the same body by a fresh `Mac`",
                List.of(
                        webhook(),
                        webhook().twoThreads(),
                        Row.of("webhook-event", "and read its event", HMAC, name(Webhooks.class, "event")),
                        Row.of("webhook-by-svix", "com.svix:svix", HMAC, PEERS + "Svix.verify")
                                .at(ClassPathVariant.SVIX)));
    }

    private static Row webhook() {
        return Row.of("webhook", "verify a webhook delivery of 2 KB", HMAC, name(Webhooks.class, "verify"));
    }

    private static Group claims() {
        return new Group(
                "Ask verified claims, build a request",
                "the bare signature again, to have a measure",
                List.of(
                        Row.of(
                                "has-permission",
                                "`has(permission(…))`",
                                SIGNATURE,
                                name(Claims.class, "hasPermission")),
                        Row.of("has-role", "`has(role(…))`", SIGNATURE, name(Claims.class, "hasRole")),
                        Row.of("build-call", "parameters and call, not sent", SIGNATURE, name(Requests.class, "call")),
                        Row.of("build-body", "parameters and body", SIGNATURE, name(Requests.class, "body"))));
    }

    private static Group decoding() {
        return new Group(
                "Decode",
                "reading every name and value with gson's reader, and making no object of them",
                List.of(
                        users("decode-1-user", "1 full user", "oneUser", "decodeOne"),
                        hundredUsers(),
                        hundredUsers().twoThreads(),
                        users("decode-500-users", "500 full users", "fiveHundredUsers", "decodeFiveHundred"),
                        incumbentUsers("decode-1-user", "com.clerk:backend-api, 1 user", "oneUser", "decodeOne"),
                        incumbentUsers(
                                "decode-100-users",
                                "com.clerk:backend-api, 100 users",
                                "hundredUsers",
                                "decodeHundred"),
                        incumbentUsers(
                                "decode-500-users",
                                "com.clerk:backend-api, 500 users",
                                "fiveHundredUsers",
                                "decodeFiveHundred"),
                        events()));
    }

    private static Row events() {
        return Row.of(
                "decode-events",
                "decode one of every webhook event",
                name(JsonEvents.class, "all"),
                name(Events.class, "decode"));
    }

    private static Row hundredUsers() {
        return users("decode-100-users", "decode 100 full users", "hundredUsers", "decodeHundred");
    }

    private static Row users(String id, String title, String baseline, String method) {
        return Row.of(id, title, name(JsonNames.class, baseline), name(Users.class, method));
    }

    private static Row incumbentUsers(String id, String title, String baseline, String method) {
        return Row.of(id + "-by-incumbent", title, name(JsonNames.class, baseline), PEERS + "IncumbentUsers." + method)
                .at(ClassPathVariant.INCUMBENT);
    }

    private static Group encoding() {
        return new Group(
                "Encode",
                "writing the same names and values with gson's writer",
                List.of(
                        encode("encode-1-user", "1 full user", "oneUser", Users.class, "encodeOne"),
                        encode("encode-100-users", "100 full users", "hundredUsers", Users.class, "encodeHundred"),
                        encode(
                                "encode-500-users",
                                "500 full users",
                                "fiveHundredUsers",
                                Users.class,
                                "encodeFiveHundred"),
                        encode("encode-events", "one of every webhook event", "events", Events.class, "encode")));
    }

    private static Row encode(String id, String title, String baseline, Class<?> subject, String method) {
        return Row.of(id, title, name(JsonWriting.class, baseline), name(subject, method));
    }

    private static Group calls() {
        var plain = name(PlainCall.class, "call");
        return new Group(
                "Get one user over the loopback interface",
                "OkHttp and gson, put together by hand",
                List.of(
                        call(),
                        call().twoThreads(),
                        Row.of("call-by-incumbent", "com.clerk:backend-api", plain, PEERS + "IncumbentCall.call")
                                .at(ClassPathVariant.INCUMBENT)));
    }

    private static Row call() {
        return Row.of("call", "get one user", name(PlainCall.class, "call"), name(Call.class, "call"));
    }

    static String name(Class<?> benchmark, String method) {
        return benchmark.getName() + "." + method;
    }
}
