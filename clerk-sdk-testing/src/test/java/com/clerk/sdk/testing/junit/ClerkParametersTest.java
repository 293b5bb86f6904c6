package com.clerk.sdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.junit.ClerkToken.Fault;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

@ClerkTest
class ClerkParametersTest {
    private final ClerkServer ofConstructor;
    private ClerkServer ofBeforeEach;
    private ClerkServer ofTest;

    ClerkParametersTest(ClerkServer server) {
        ofConstructor = server;
    }

    @BeforeEach
    void prepare(ClerkServer server) {
        ofBeforeEach = server;
        ofTest = server;
    }

    @AfterEach
    void sameServerToTheEnd(ClerkServer server) {
        assertThat(server).isSameAs(ofTest);
        assertThat(server.messages("ada@example.com")).as("it still runs").isEmpty();
    }

    @RepeatedTest(2)
    void constructorBeforeEachAndTestHaveTheSameServer(ClerkServer server) {
        ofTest = server;

        assertThat(ofBeforeEach).isSameAs(server);
        assertThat(ofConstructor).isSameAs(server);
    }

    @Test
    void urlsAndKeysAreThoseOfTheServer(
            ClerkServer server,
            @ClerkUrl String url,
            @ClerkUrl URI uri,
            @ClerkUrl(frontend = true) String frontend,
            @ClerkKey String secret,
            @ClerkKey(ClerkKey.Kind.PUBLISHABLE) String publishable,
            @ClerkKey(ClerkKey.Kind.JWT) String jwt) {
        assertThat(url).isEqualTo(server.apiUrl());
        assertThat(uri).isEqualTo(URI.create(server.apiUrl()));
        assertThat(frontend).isEqualTo(server.frontendApiUrl());
        assertThat(secret).isEqualTo(server.secretKey());
        assertThat(publishable).isEqualTo(server.publishableKey());
        assertThat(jwt).isEqualTo(server.publicKeyPem());
    }

    @Test
    void parametersOfOthersAreLeftToOthers(ClerkServer server, TestInfo info, @TempDir java.nio.file.Path folder) {
        assertThat(info.getTestMethod()).isPresent();
        assertThat(folder).isDirectory();
    }

    @Test
    void aTokenIsValid(ClerkServer server, @ClerkToken(user = "user_1") String token) throws Exception {
        var claims = claims(token);

        assertThat(isSignedBy(server, token)).isTrue();
        assertThat(claims.getSubject()).isEqualTo("user_1");
        assertThat(claims.getIssuer()).isEqualTo(server.issuer());
        assertThat(claims.getExpirationTime()).isAfter(now());
        assertThat(claims.getClaims()).doesNotContainKeys("o", "azp");
    }

    @Test
    void aTokenHasAnOrganizationAndAnOrigin(
            @ClerkToken(
                            user = "user_1",
                            organization = "org_1",
                            role = "org:admin",
                            permissions = "org:invoices:read",
                            authorizedParty = "https://app.example.com")
                    String token)
            throws Exception {
        var claims = claims(token);

        assertThat(claims.getClaims()).containsEntry("azp", "https://app.example.com");
        assertThat(claims.getJSONObjectClaim("o"))
                .isEqualTo(Map.of("id", "org_1", "slg", "1", "rol", "admin", "per", "read", "fpm", "1"));
    }

    @Test
    void aTokenHasOneFault(
            ClerkServer server,
            @ClerkToken(user = "u", fault = Fault.EXPIRED) String expired,
            @ClerkToken(user = "u", fault = Fault.NOT_YET_ACTIVE) String notYet,
            @ClerkToken(user = "u", fault = Fault.WRONG_KEY) String wrongKey,
            @ClerkToken(user = "u", fault = Fault.WRONG_ISSUER) String wrongIssuer,
            @ClerkToken(user = "u", fault = Fault.OTHER_INSTANCE) String other,
            @ClerkToken(user = "u", fault = Fault.PENDING) String pending)
            throws Exception {
        assertThat(claims(expired).getExpirationTime()).isBefore(now());
        assertThat(isSignedBy(server, expired)).isTrue();
        assertThat(claims(notYet).getNotBeforeTime()).isAfter(now());
        assertThat(isSignedBy(server, wrongKey)).isFalse();
        assertThat(SignedJWT.parse(wrongKey).getHeader().getKeyID())
                .isEqualTo(server.keys().keyId());
        assertThat(claims(wrongIssuer).getIssuer()).isNotEqualTo(server.issuer());
        assertThat(isSignedBy(server, wrongIssuer)).isTrue();
        assertThat(isSignedBy(server, other)).isFalse();
        assertThat(claims(other).getIssuer()).isNotEqualTo(server.issuer());
        assertThat(claims(pending).getStringClaim("sts")).isEqualTo("pending");
    }

    @Nested
    class InANestedClass {
        @Test
        void theAnnotationOfTheClassAroundItCounts(ClerkServer server) {
            assertThat(ofBeforeEach).isSameAs(server);
        }

        @Nested
        class AndInAnother {
            @Test
            void theAnnotationCountsAsWell(ClerkServer server) {
                assertThat(ofBeforeEach).isSameAs(server);
            }
        }
    }

    private static Date now() {
        return Date.from(Instant.now());
    }

    private static JWTClaimsSet claims(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    private static boolean isSignedBy(ClerkServer server, String token) throws Exception {
        var jwt = SignedJWT.parse(token);
        return jwt.verify(new RSASSAVerifier(server.keys().publicKey()));
    }
}
