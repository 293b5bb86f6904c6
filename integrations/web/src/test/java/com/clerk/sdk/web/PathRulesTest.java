package com.clerk.sdk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that protects holds however the path is written; a rule that opens only where nothing is hidden. */
class PathRulesTest {
    private static boolean protects(String pattern, String path) {
        return PathPattern.of(pattern).protects(RequestPath.of(path));
    }

    private static boolean opens(String pattern, String path) {
        return PathPattern.of(pattern).opens(RequestPath.of(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/",
                "/admin/x",
                "/ADMIN/x",
                "//admin/x",
                "///admin",
                "/admin//x",
                "/admin/..;x=1/me",
                "/admin/../me",
                "/admin/%2e%2e/me",
                "/./admin/x",
                "/%2e/admin/x",
                "/x/../admin/y",
                "/x/%2e%2e/admin/y",
                "/x/..;a=b/admin/y",
                "/admin;jsessionid=1",
                "/admin;jsessionid=1/x",
                "/;x=1/admin/x",
                "/;/admin/x",
                "/admin%2fx",
                "/admin%2Fx",
                "/%2fadmin/x",
                "/admin%5cx",
                "/\\admin\\x",
                "/admin%3Bx=1/y",
                "/admin%253Bx=1/y",
                "/%61dmin/x",
                "/%2561dmin/x",
                "/%25%36%31dmin/x",
                "/admi%6e",
                "/\uff41dmin/x",
                "/%EF%BD%81dmin",
                "/admin%2f..%2fme",
                "/x%2f..%2fadmin",
            })
    void everyFormOfAProtectedPathIsProtected(String path) {
        assertThat(protects("/admin/**", path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/administrator", "/admin.html", "/me", "/", "/x/admin", "/admi", "/adminx/y"})
    void otherPathsAreNot(String path) {
        assertThat(protects("/admin/**", path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/admin, /admin, true",
        "/admin, /admin/, true",
        "/admin, /admin/x, false",
        "/, /, true",
        "/, /x, false",
        "/**, /, true",
        "/**, /x/y, true",
        "/users/*, /users/1, true",
        "/users/*, /users/1/, true",
        "/users/*, /users, false",
        "/users/*, /users/, false",
        "/users/*, /users/1/x, false",
        "/users/*/keys/**, /users/1/keys, true",
        "/users/*/keys/**, /users/1/keys/2, true",
        "/users/*/keys/**, /users/1/2/keys, false",
    })
    void aPatternIsAPathOrAPathAndAllBelow(String pattern, String path, boolean matches) {
        assertThat(protects(pattern, path)).isEqualTo(matches);
        assertThat(opens(pattern, path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in/../admin",
                "/sign-in;x=1",
                "/sign-in/%2e%2e/admin",
                "/sign-in%2f..%2fadmin",
                "/SIGN-IN",
                "//sign-in",
                "/sign-in//x",
                "/%73ign-in",
                "/admin/sign-in",
                "/sign-inx",
                "/sign-in/..",
                "/sign-in/x%5c..%5cadmin",
                "/sign-in/%C0%AE%C0%AE/admin",
            })
    void whatIsHiddenBehindAnOpenPathIsNotOpen(String path) {
        assertThat(opens("/sign-in/**", path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/a%20b", "/files/%C3%BC.txt", "/files/a+b,c@d:e", "/files/a.b~c", "/files/ü"})
    void charactersThatHaveToBeEscapedAreNothingHidden(String path) {
        assertThat(opens("/files/**", path)).isTrue();
    }

    @Test
    void whatTheServerReadsCountsToo() {
        var path = RequestPath.of("/harmless", "/admin/x");
        assertThat(PathPattern.of("/admin/**").protects(path)).isTrue();
        assertThat(PathPattern.of("/harmless").opens(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /, /index.html, true",
        "/docs, /docs/, /docs/index.html, true",
        "/index.html, /, /index.html, false",
        "/, /, /docs/index.html, false",
        "/, /, /index.html/, false",
        "/, /, /index.html;x, false",
        "/, /, /.., false",
        "/docs, /docs, /docs/index.html, false",
        "/docs, /docs/, /index.html, false",
        "/docs, /docs/, /docs2, false",
        "/docs, //docs/, //docs/index.html, false",
        "/docs, /x/../docs/, /x/../docs/index.html, false",
        "/docs, /docs;x=1/, /docs;x=1/index.html, false",
    })
    void aFolderIsOpenAlsoIfAFileInItAnswers(String pattern, String raw, String decoded, boolean opens) {
        var path = RequestPath.of(raw, decoded);
        assertThat(PathPattern.of(pattern).opens(path)).isEqualTo(opens);
    }

    @Test
    void aRuleThatProtectsTheFileHoldsForItsFolder() {
        var path = RequestPath.of("/docs/", "/docs/index.html");
        assertThat(PathPattern.of("/docs/index.html").protects(path)).isTrue();
        assertThat(PathPattern.of("/docs").protects(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "admin", "/a%", "/a%2", "/a%zz", "/a%00b", "/a%0ab", "/a\nb", "/a%7f"})
    void aMalformedPathIsRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestPath.of(path));
    }

    @Test
    void aPathWithoutEndIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestPath.of("/" + "a".repeat(9000)));
        assertThat(protects("/admin/**", "/admin/" + "../".repeat(2000))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "admin",
                "api/**",
                "/a/**/b",
                "/**/x",
                "/a/",
                "/a%20",
                "/a;b",
                "/a?b",
                "/a b",
                "//a",
                "/a\\b",
                "/ü",
                "/a*",
                "/*.js",
                "/a/x*/b",
                "/a/***",
                "/users/:id",
                "/users/{id}",
                "/api/(.*)",
                "/a[bc]",
                "/a|b",
                "/./a",
                "/a/..",
                "/../**"
            })
    void aPatternThatCouldMeanSomethingElseIsRefused(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.of(pattern))
                .withMessageContaining("/admin/**");
    }

    @Test
    void theLanguageOfTheServerMakesNoDifference() {
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(protects("/admin/**", "/ADMIN/x")).isTrue();
            assertThat(protects("/ADMIN/**", "/admin/x")).isTrue();
        } finally {
            Locale.setDefault(usual);
        }
    }
}
