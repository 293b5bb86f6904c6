package com.clerk.sdk.openapi.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {
    @ParameterizedTest
    @CsvSource({
        "first_name, firstName", "userID, userId", "GetUserList, getUserList", "Clerk-Proxy-Url, clerkProxyUrl",
        "__clerk_token, clerkToken", "JWKS, jwks", "a.b.c, aBC", "Email & SMS, emailSms"
    })
    void wireNamesBecomeCamelCase(String wire, String name) {
        assertThat(Identifiers.camelCase(wire)).isEqualTo(name);
        assertThat(Identifiers.pascalCase(wire)).isEqualTo(Identifiers.capitalize(name));
    }

    @ParameterizedTest
    @CsvSource({
        "users, user",
        "entries, entry",
        "addresses, address",
        "boxes, box",
        "matches, match",
        "status, status",
        "access, access",
        "jwks, jwks",
        "Jwks, Jwks",
        "sheep, sheep"
    })
    void oneElementOfAListIsNamedInTheSingular(String plural, String singular) {
        assertThat(Identifiers.singular(plural)).isEqualTo(singular);
    }
}
