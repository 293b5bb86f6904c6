package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.ISSUER;
import static com.clerk.sdk.auth.TestTokens.KEYS;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.runtime.JsonValue;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Our verifier and Nimbus' {@code DefaultJWTProcessor} judge 20,000 mutated tokens alike, but for the differences that
 * {@link Difference} lists with their reasons.
 */
class NimbusAgreementTest {
    private static final int ALTERED = 16_000;
    private static final int SIGNED_ANEW = 4_000;
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=. +/";
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final SessionTokenVerifier ours =
            TestTokens.verifier().issuers(ISSUER).tokenCacheSize(0).build();
    private final DefaultJWTProcessor<SecurityContext> nimbus = nimbus();

    /** The differences that there may be. Ours is the stricter of the two, but in the last two. */
    private enum Difference {
        /** RFC 7515 section 2 allows no character but base64url's; Nimbus' decoder passes over others. */
        SPELLING(false),

        /** Clerk signs other kinds of token with the same key, and marks them in {@code cat} or {@code sub}. */
        CATEGORY(false),

        /** RFC 7519 section 4.1.6 says nothing of an {@code iat} in the future; Clerk's SDKs refuse it. */
        ISSUED_IN_THE_FUTURE(false),

        /** Ours refuses an empty subject, and a subject or a time of the wrong type; Nimbus takes or converts it. */
        MISTYPED_CLAIM(false),

        /** Ours refuses a {@code typ} or {@code crit} that is null; Nimbus takes it as absent. */
        NULL_IN_HEADER(false),

        /**
         * Ours does not read {@code kid} when it has one key, nor {@code b64}; Nimbus refuses one of the wrong type.
         */
        UNREAD_HEADER(true),

        /** Clerk's SDKs accept a token at the very end of the clock skew before {@code nbf}; Nimbus just after it. */
        NOT_BEFORE_AT_THE_EDGE(true);

        private final boolean oursAccepts;

        Difference(boolean oursAccepts) {
            this.oursAccepts = oursAccepts;
        }

        boolean explains(Token token, boolean accepted) {
            return accepted == oursAccepts && appliesTo(token);
        }

        private boolean appliesTo(Token token) {
            return switch (this) {
                case SPELLING -> !isCanonical(token.text);
                case CATEGORY ->
                    token.header.containsKey("cat") && !"cl_B7d4PD111AAA".equals(token.header.get("cat"))
                            || String.valueOf(token.claims.get("sub")).startsWith("mch_");
                case ISSUED_IN_THE_FUTURE ->
                    token.claims.get("iat") instanceof Number iat && iat.doubleValue() > NOW + 5;
                case MISTYPED_CLAIM ->
                    "".equals(token.claims.get("sub"))
                            || isMistyped(token.claims, "sub", String.class)
                            || isMistyped(token.claims, "exp", Number.class)
                            || isMistyped(token.claims, "nbf", Number.class)
                            || isMistyped(token.claims, "iat", Number.class);
                case NULL_IN_HEADER -> isNull(token.header, "typ") || isNull(token.header, "crit");
                case UNREAD_HEADER ->
                    isMistyped(token.header, "kid", String.class) || isMistyped(token.header, "b64", Boolean.class);
                case NOT_BEFORE_AT_THE_EDGE ->
                    token.claims.get("nbf") instanceof Number nbf && nbf.doubleValue() == NOW + 5;
            };
        }

        private static boolean isMistyped(Map<String, @Nullable Object> values, String name, Class<?> type) {
            return values.containsKey(name) && !type.isInstance(values.get(name));
        }

        private static boolean isNull(Map<String, @Nullable Object> values, String name) {
            return values.containsKey(name) && values.get(name) == null;
        }
    }

    /** A token with the parts that it was made of. */
    private record Token(String text, Map<String, @Nullable Object> header, Map<String, @Nullable Object> claims) {}

    private static DefaultJWTProcessor<SecurityContext> nimbus() {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector((header, context) ->
                ALGORITHMS.contains(header.getAlgorithm()) ? List.of(KEYS.getPublic()) : List.of());
        var rules =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return new Date(NOW * 1000);
                    }
                };
        rules.setMaxClockSkew(5);
        processor.setJWTClaimsSetVerifier(rules);
        return processor;
    }

    private boolean nimbusAccepts(String token) {
        try {
            nimbus.process(token, null);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private boolean oursAccepts(String token) {
        return TestTokens.outcome(ours, token).equals("ok");
    }

    @Test
    void theTwoAgreeButForTheDifferencesThatAreListed() {
        var seen = EnumSet.noneOf(Difference.class);
        int accepted = 0;
        for (int i = 0; i < ALTERED + SIGNED_ANEW; i++) {
            var token = i < SIGNED_ANEW ? signedAnew() : altered();
            boolean here = oursAccepts(token.text);
            boolean there = nimbusAccepts(token.text);
            accepted += here && there ? 1 : 0;
            if (here != there) {
                seen.add(explanation(token, here));
            }
        }
        assertThat(accepted).as("tokens that both accept, seed %d", seed).isPositive();
        assertThat(seen).as("differences found, seed %d", seed).containsExactlyInAnyOrder(Difference.values());
    }

    private Difference explanation(Token token, boolean oursAccepts) {
        return Arrays.stream(Difference.values())
                .filter(difference -> difference.explains(token, oursAccepts))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "seed " + seed + ": " + (oursAccepts ? "ours" : "Nimbus") + " alone accepts " + token));
    }

    /** A token whose header and claims changed before it was signed. */
    private Token signedAnew() {
        var header = new LinkedHashMap<>(TestTokens.header());
        var claims = new LinkedHashMap<>(TestTokens.claims());
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            if (random.nextInt(3) == 0) {
                change(header, List.of("alg", "typ", "cat", "kid", "crit", "b64", "x"), headerValues());
            } else {
                change(claims, List.of("exp", "nbf", "iat", "iss", "sub", "sid", "azp", "x"), claimValues());
            }
        }
        return sign(header, claims);
    }

    private void change(Map<String, @Nullable Object> values, List<String> names, List<?> choices) {
        var name = names.get(random.nextInt(names.size()));
        if (random.nextInt(5) == 0) {
            values.remove(name);
        } else {
            values.put(name, choices.get(random.nextInt(choices.size())));
        }
    }

    private static List<@Nullable Object> headerValues() {
        return Arrays.asList(
                "RS256",
                "RS384",
                "RS512",
                "PS256",
                "HS256",
                "none",
                "JWT",
                "at+jwt",
                "",
                null,
                5,
                List.of("exp"),
                "cl_B7d4PD111AAA",
                "cl_B7d4PD222AAA",
                "cl_B7d4PD333AAA",
                true,
                Map.of("a", 1));
    }

    private static List<@Nullable Object> claimValues() {
        return Arrays.asList(
                NOW - 3600,
                NOW - 6,
                NOW - 5,
                NOW - 4,
                NOW,
                NOW + 4,
                NOW + 5,
                NOW + 6,
                NOW + 3600,
                -1L,
                0L,
                1.5,
                "1700000060",
                "",
                null,
                true,
                List.of(),
                Map.of(),
                ISSUER,
                "https://other.example.com",
                "mch_1");
    }

    private static Token sign(Map<String, @Nullable Object> header, Map<String, @Nullable Object> claims) {
        var algorithm = switch (String.valueOf(header.get("alg"))) {
            case "RS384" -> "SHA384withRSA";
            case "RS512" -> "SHA512withRSA";
            default -> "SHA256withRSA";
        };
        var text = TestTokens.signed(
                JsonValue.of(header).toJson(), JsonValue.of(claims).toJson(), algorithm, KEYS.getPrivate());
        return new Token(text, header, claims);
    }

    private static final Token GOOD = sign(TestTokens.header(), TestTokens.claims());

    /** A good token whose text changed after it was signed. */
    private Token altered() {
        var text = new StringBuilder(GOOD.text);
        for (int changes = random.nextInt(2); changes >= 0; changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(at, digit());
                case 1 -> text.insert(at, digit());
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.append("==", 0, random.nextInt(3));
                case 4 -> text.insert(random.nextBoolean() ? 0 : text.length(), ' ');
                default -> swapParts(text);
            }
        }
        return new Token(text.toString(), GOOD.header, GOOD.claims);
    }

    private char digit() {
        return DIGITS.charAt(random.nextInt(DIGITS.length()));
    }

    private void swapParts(StringBuilder text) {
        var parts = new ArrayList<>(List.of(text.toString().split("\\.", -1)));
        java.util.Collections.shuffle(parts, random);
        text.setLength(0);
        text.append(String.join(".", parts));
    }

    private static final Pattern PARTS = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** Whether a token is spelled as an encoder spells it: no other character, and no bits left over. */
    private static boolean isCanonical(String token) {
        return PARTS.matcher(token).matches()
                && Arrays.stream(token.split("\\.")).allMatch(NimbusAgreementTest::isCanonicalPart);
    }

    private static boolean isCanonicalPart(String part) {
        try {
            var bytes = Base64.getUrlDecoder().decode(part.getBytes(StandardCharsets.US_ASCII));
            return TestTokens.base64Url(bytes).equals(part);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
