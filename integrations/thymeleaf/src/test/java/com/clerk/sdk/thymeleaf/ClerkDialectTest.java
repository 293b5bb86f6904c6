package com.clerk.sdk.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.testing.SessionTokenBuilder;
import com.clerk.sdk.web.ClerkComponent;
import com.clerk.sdk.web.ContentSecurityPolicy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/** The elements and attributes of the dialect, in templates of servlets without any framework. */
class ClerkDialectTest {
    private final TemplateServer server = TemplateServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private static SessionTokenBuilder admin() {
        return TemplateServer.token().organization("org_1", "acme", "org:admin").permissions("org:invoices:read");
    }

    private static JsonValue properties(Document page) {
        var element = Objects.requireNonNull(page.selectFirst("[data-clerk-props]"), page::html);
        return JsonValue.parse(element.attr("data-clerk-props"));
    }

    @ParameterizedTest
    @EnumSource
    void everyComponentHasAnElement(ClerkComponent component) {
        var name = ComponentProcessor.elementName(component);
        var page = server.template("page", "<main><clerk:" + name + "></clerk:" + name + "></main>")
                .page();

        assertThat(Objects.requireNonNull(page.selectFirst("main")).html())
                .isEqualToIgnoringWhitespace(
                        server.scripts().component(component).replace("&quot;", "\""));
    }

    @Test
    void theScriptsHaveTheNonceOfTheResponse() {
        var nonce = ContentSecurityPolicy.nonce();
        var page = server.variable(ClerkDialect.NONCE, nonce)
                .template("page", "<head><clerk:scripts/></head>")
                .page();

        assertThat(page.head().select("script"))
                .hasSize(3)
                .allMatch(script -> script.attr("nonce").equals(nonce));
        assertThat(page.head().html()).contains("ClerkPage");
    }

    @Test
    void withoutANonceTheScriptsHaveNone() {
        var page = server.template("page", "<head><clerk:scripts/></head>").page();

        assertThat(page.head().select("script")).hasSize(3).noneMatch(script -> script.hasAttr("nonce"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "\"><script>alert(1)</script>", "${7*7} and some more characters"})
    void aNonceThatIsNotOneIsAMistake(String nonce) {
        server.variable(ClerkDialect.NONCE, nonce).template("page", "<head><clerk:scripts/></head>");

        assertThat(server.get("", null).statusCode()).isEqualTo(500);
    }

    @Test
    void layoutAndFragmentMayBothHaveTheScripts() {
        server.template("part", "<div><clerk:scripts/>A part</div>")
                .template(
                        "page",
                        "<html><head><clerk:scripts/></head><body><p th:insert=\"~{part}\">x</p><clerk:scripts/></body></html>");

        assertThat(server.page().select("script")).hasSize(3);
        assertThat(server.page().select("script"))
                .as("the next page has them again")
                .hasSize(3);
        assertThat(server.page().body().text()).isEqualTo("A part");
    }

    @Test
    void attributesArePropertiesInTheSpellingOfClerk() {
        var page = server.template(
                        "page",
                        "<clerk:user-button show-name=\"true\" default-open='false' "
                                + "user-profile-mode=\"navigation\" user-profile-url=\"/user\"/>")
                .page();

        assertThat(properties(page).toJson())
                .isEqualTo(
                        "{\"showName\":true,\"defaultOpen\":false,\"userProfileMode\":\"navigation\",\"userProfileUrl\":\"/user\"}");
    }

    @Test
    void expressionsKeepTheirTypes() {
        var page = server.variable("appearance", Map.of("variables", Map.of("colorPrimary", "red")))
                .template(
                        "page",
                        "<clerk:sign-in th:appearance=\"${appearance}\" th:force-redirect-url=\"@{/app(a=1)}\" "
                                + "th:with-sign-up=\"${1 == 1}\" th:nothing=\"${null}\"/>")
                .page();

        assertThat(properties(page).toJson())
                .isEqualTo("{\"appearance\":{\"variables\":{\"colorPrimary\":\"red\"}},"
                        + "\"forceRedirectUrl\":\"/app?a=1\",\"withSignUp\":true,\"nothing\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "'",
                "<",
                "</script>",
                "<!--",
                "\u2028",
                "${7*7}",
                "__${7*7}__",
                "[[${7*7}]]",
                "[(${7*7})]",
                "\"><img src=x onerror=alert(1)>",
                "@{/x}",
                "#{x}",
                "~{page}",
                "&quot;",
                "|a|"
            })
    void nothingOfARequestIsEvaluatedOrEndsItsPlace(String value) {
        server.template(
                "page",
                "<body><clerk:sign-in th:force-redirect-url=\"${param.next}\"/><p th:text=\"${param.next}\"></p></body>");

        var html = server.get("?next=" + URLEncoder.encode(value, StandardCharsets.UTF_8), null)
                .body();
        var page = Jsoup.parse(html);

        assertThat(properties(page).toJson())
                .isEqualTo(JsonValue.of(Map.of("forceRedirectUrl", value)).toJson());
        assertThat(page.body().children())
                .extracting(element -> element.tagName())
                .containsExactly("div", "p");
    }

    @ParameterizedTest
    @CsvSource({
        "clerk:signed-in,                      false, true,  true",
        "clerk:signed-out,                     true,  false, false",
        "clerk:has-role='org:admin',           false, false, true",
        "clerk:has-permission='org:invoices:read', false, false, true",
        "clerk:has-role='org:other',           false, false, false",
        "clerk:has-feature='x',                false, false, false",
        "clerk:has-plan='x',                   false, false, false",
        "th:if='${#clerk.signedIn}',           false, true,  true",
        "th:if='${#clerk.hasRole(\"org:admin\")}', false, false, true",
        "th:if='${#clerk.hasPermission(\"org:invoices:read\")}', false, false, true",
        "th:unless='${#clerk.hasFeature(\"x\") or #clerk.hasPlan(\"x\")}', true, true, true",
        "th:if='${#clerk.userId == \"user_1\"}', false, true, true",
        "th:if='${#clerk.orgId == \"org_1\"}', false, false, true",
        "th:if='${#clerk.auth != null}',       false, true, true",
    })
    void aConditionShowsItsElementToWhoMeetsIt(String condition, boolean nobody, boolean user, boolean admin) {
        server.template("page", "<body><div " + condition.replace("''", "'") + ">Here</div></body>");

        assertThat(server.page().body().text().equals("Here")).as("nobody").isEqualTo(nobody);
        assertThat(server.page(TemplateServer.token()).body().text().equals("Here"))
                .as("user")
                .isEqualTo(user);
        assertThat(server.page(admin()).body().text().equals("Here"))
                .as("admin")
                .isEqualTo(admin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div clerk:has-role=\"org:admin\" th:replace=\"~{secret}\"></div>",
                "<div clerk:has-role=\"org:admin\" th:insert=\"~{secret}\"></div>",
                "<div th:replace=\"~{secret}\" clerk:has-role=\"org:admin\"></div>",
                "<div th:each=\"i : ${#numbers.sequence(1, 2)}\" clerk:has-role=\"org:admin\" th:text=\"'A secret'\"></div>",
                "<div clerk:has-role=\"org:admin\" th:utext=\"'A secret'\"></div>",
                "<th:block clerk:has-role=\"org:admin\">A secret</th:block>",
                "<div data-clerk-has-role=\"org:admin\">A secret</div>",
                "<clerk:user-button clerk:has-role=\"org:admin\" secret=\"A secret\"/>",
            })
    void aConditionComesBeforeWhatElseTheElementDoes(String html) {
        server.template("secret", "<b>A secret</b>").template("page", "<body>" + html + "</body>");

        assertThat(server.page(TemplateServer.token()).body().html()).doesNotContain("secret");
        assertThat(server.page(admin()).body().html()).contains("A secret").doesNotContain("clerk:", "has-role");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p clerk:signed-in>A secret</p>",
                "<p clerk:has-role=\"org:admin\">A secret</p>",
                "<p th:if=\"${!#clerk.signedIn}\">A secret</p>",
            })
    void withoutTheFilterNoConditionHolds(String html) {
        try (var bare = TemplateServer.withoutFilter()) {
            var response = bare.template("page", html).get("", admin());

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).doesNotContain("A secret");
        }
    }

    @Test
    void aTemplateWithoutARequestHasNoCaller() {
        var engine = new TemplateEngine();
        engine.addDialect(ClerkDialect.forServlets(server.scripts()));

        assertThatThrownBy(() -> engine.process("<p clerk:signed-in>x</p>", new Context()))
                .hasRootCauseMessage(
                        "This template is not processed for a request, so it has no caller. Use a WebContext.");
        assertThat(engine.process("<clerk:user-button/>", new Context())).contains("data-clerk-mount=\"UserButton\"");
    }

    @Test
    void aRoleThatIsEmptyIsAMistake() {
        server.template("page", "<p clerk:has-role=\"\">A secret</p>");

        assertThat(server.get("", admin()).statusCode()).isEqualTo(500);
    }
}
