package com.clerk.sdk.openapi.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({
        "User, user",
        "OAuthApplication, OAuth application",
        "ApiKeyWithSecret, API key with secret",
        "M2mToken, M2M token",
        "SignInToken, sign-in token",
        "Web3Wallet, Web3 wallet",
        "WebAuthnOrigins, WebAuthn origins"
    })
    void aTypeNameBecomesTheWordsOfASentence(String type, String words) {
        assertThat(Identifiers.words(type)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "user, users",
        "email address, email addresses",
        "directory, directories",
        "API key, API keys",
        "box, boxes",
        "match, matches",
        "user data, user data"
    })
    void aListIsNamedInThePlural(String noun, String plural) {
        assertThat(Identifiers.plural(noun)).isEqualTo(plural);
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "in", "is", "as", "fun", "val", "var", "when", "typealias", "typeof", "class"})
    void aHardKeywordOfKotlinIsNotAMemberName(String keyword) {
        assertThat(Identifiers.isMemberName(keyword)).isFalse();
    }
}
