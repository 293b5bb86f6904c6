package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The paths that the pages where people sign in and up open. */
class PublicPathsTest {
    @ParameterizedTest
    @CsvSource({
        "/sign-in,             '',   /sign-in /sign-in/**",
        "/sign-in/,            '',   /sign-in /sign-in/**",
        "/sign-in?theme=dark,  '',   /sign-in /sign-in/**",
        "/sign-in#/,           '',   /sign-in /sign-in/**",
        "/user/log.in,         '',   /user/log.in /user/log.in/**",
        "/,                    '',   /",
        "/?view=sign-in,       '',   /",
        "/#/sign-in,           '',   /",
        "/app/sign-in,         /app, /sign-in /sign-in/**",
        "/app/,                /app, /",
        "/app,                 /app, /",
    })
    void aPageIsOpenWithWhatIsBelowItAndTheRootAlone(String url, String context, String paths) {
        assertThat(PublicPaths.ofPage(url, context, new StandardEnvironment())).containsExactly(paths.split(" "));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "${CLERK_SIGN_IN_URL:}",
                "sign-in",
                "?a=/sign-in",
                "https://app.example.com/sign-in",
                "//app.example.com/sign-in",
                "//",
                "/a//b",
                "/**",
                "/*",
                "/sign-in/**",
                "/{page}",
                "/sign-in/..",
                "/sign-in/../me",
                "/./sign-in",
                "/sign-in;a=b",
                "/sign%2Din",
                "/sign\\in",
                "/sign in"
            })
    void onlyAPlainPathOpensAnything(@Nullable String url) {
        assertThat(PublicPaths.ofPage(url, "", new StandardEnvironment())).isEmpty();
    }

    @Test
    void aPageOutsideOfTheApplicationOpensNothing() {
        assertThat(PublicPaths.ofPage("/sign-in", "/app", new StandardEnvironment()))
                .isEmpty();
        assertThat(PublicPaths.ofPage("/application/sign-in", "/app", new StandardEnvironment()))
                .isEmpty();
    }

    @Test
    void aPageAboveOtherPagesIsOpenAlone() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "spring.mvc.servlet.path", "/shop/web",
                                "management.endpoints.web.base-path", "/ops/actuator")));
        assertThat(PublicPaths.ofPage("/shop/web", "", environment)).containsExactly("/shop/web", "/shop/web/");
        assertThat(PublicPaths.ofPage("/shop/", "", environment)).containsExactly("/shop", "/shop/");
        assertThat(PublicPaths.ofPage("/ops", "", environment)).containsExactly("/ops", "/ops/");
        assertThat(PublicPaths.ofPage("/shop/web/sign-in", "", environment))
                .containsExactly("/shop/web/sign-in", "/shop/web/sign-in/**");
    }
}
