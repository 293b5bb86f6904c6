package com.clerk.sdk.spring.test;

import static com.clerk.sdk.auth.Has.feature;
import static com.clerk.sdk.auth.Has.permission;
import static com.clerk.sdk.auth.Has.plan;
import static com.clerk.sdk.auth.Has.reverification;
import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.auth.Reverification.STRICT;
import static com.clerk.sdk.spring.test.ClerkMockMvc.clerkApiKey;
import static com.clerk.sdk.spring.test.ClerkMockMvc.clerkMachine;
import static com.clerk.sdk.spring.test.ClerkMockMvc.clerkOAuth;
import static com.clerk.sdk.spring.test.ClerkMockMvc.clerkSignedOut;
import static com.clerk.sdk.spring.test.ClerkMockMvc.clerkUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.auth.TokenCarrier;
import com.clerk.sdk.spring.security.ClerkAuthentication;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.ConfigurableSmartRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Tests of an application without keys, without an account and without a network. */
@SpringBootTest(classes = InvoicesApplication.class)
class MockMvcTest {
    private MockMvc mvc;

    @Autowired
    private WebApplicationContext context;

    @BeforeEach
    void makeMockMvc() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .addFilters(context.getBean("clerkTestUserFilter", Filter.class))
                .apply(springSecurity())
                .build();
    }

    @Test
    void withoutAUserTheApplicationRefuses() throws Exception {
        assertThat(mvc.perform(get("/me")).andReturn().getResponse().getStatus())
                .isEqualTo(401);
    }

    @Test
    @WithClerkUser
    void theAnnotationSignsAUserIn() throws Exception {
        assertThat(body("/me")).isEqualTo("user_test");
        assertThat(body("/caller")).isEqualTo("session_token user_test");
    }

    @Test
    @WithClerkUser("user_1")
    void theValueIsTheIdOfTheUser() throws Exception {
        assertThat(body("/me")).isEqualTo("user_1");
    }

    @Test
    @WithClerkUser("user_1")
    void oneRequestOfTheTestCanBeSignedOut() throws Exception {
        assertThat(status("GET", "/me", clerkSignedOut())).isEqualTo(401);
        assertThat(body("/me")).isEqualTo("user_1");
    }

    @Test
    @WithClerkUser(
            userId = "user_1",
            organizationId = "org_1",
            organizationSlug = "acme",
            role = "org:admin",
            permissions = "org:invoices:read",
            features = {"o:export", "u:import"},
            plans = "u:pro",
            secondFactorMinutes = 5)
    void everyAttributeReachesTheCaller() {
        var caller = (SessionAuth) current().auth();
        assertThat(caller.userId()).isEqualTo("user_1");
        assertThat(caller.orgId()).isEqualTo("org_1");
        assertThat(caller.has(role("org:admin"))).isTrue();
        assertThat(caller.has(role("org:member"))).isFalse();
        assertThat(caller.has(permission("org:invoices:read"))).isTrue();
        assertThat(caller.has(permission("org:invoices:write"))).isFalse();
        assertThat(caller.has(feature("org:export"))).isTrue();
        assertThat(caller.has(feature("user:import"))).isTrue();
        assertThat(caller.has(plan("user:pro"))).isTrue();
        assertThat(caller.has(reverification(STRICT))).isTrue();
    }

    @Test
    @WithClerkUser(permissions = "org:invoices:read", firstFactorMinutes = 20)
    void aPermissionBringsAnOrganization() throws Exception {
        assertThat(status("GET", "/invoices", signedIn())).isEqualTo(200);
        assertThat(((SessionAuth) current().auth()).orgId()).isEqualTo("org_test");
        assertThat(current().auth().has(reverification(STRICT))).isFalse();
    }

    @Test
    void aFeatureWithoutScopeIsRefused() {
        assertThatThrownBy(() -> clerkUser(user -> user.features("export")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no scope");
    }

    @Test
    void aPostProcessorSignsTheCallerOfOneRequestIn() throws Exception {
        assertThat(response("GET", "/me", clerkUser()).getContentAsString()).isEqualTo("user_test");
        assertThat(response("GET", "/me", clerkUser("user_2")).getContentAsString())
                .isEqualTo("user_2");
        assertThat(status(
                        "GET",
                        "/invoices",
                        clerkUser(user ->
                                user.organization("org_1", "acme", "org:member").permissions("org:invoices:read"))))
                .isEqualTo(200);
        assertThat(status("GET", "/invoices", clerkUser(user -> user.organization("org_1", "acme", "org:member"))))
                .isEqualTo(403);
        assertThat(status("GET", "/me", signedIn())).isEqualTo(401);
    }

    @Test
    void machinesHaveTheirOwnPostProcessors() throws Exception {
        assertThat(response("GET", "/caller", clerkApiKey("user_1", "invoices:read"))
                        .getContentAsString())
                .isEqualTo("api_key user_1");
        assertThat(response("GET", "/caller", clerkMachine("mch_1")).getContentAsString())
                .isEqualTo("m2m_token mch_1");
        assertThat(response("GET", "/caller", clerkOAuth("user_1", "email")).getContentAsString())
                .isEqualTo("oauth_token user_1");
    }

    @Test
    void onlyACookieNeedsACsrfToken() throws Exception {
        assertThat(status("POST", "/invoices", clerkUser())).isEqualTo(200);
        assertThat(status("POST", "/invoices", clerkUser().byCookie())).isEqualTo(403);
        assertThat(status(
                        "POST",
                        "/invoices",
                        request ->
                                csrf().postProcessRequest(clerkUser().byCookie().postProcessRequest(request))))
                .isEqualTo(200);
    }

    @Test
    @WithClerkUser(carrier = TokenCarrier.COOKIE)
    void theAnnotationCanPutTheTokenIntoACookie() throws Exception {
        assertThat(status("POST", "/invoices", signedIn())).isEqualTo(403);
    }

    @Test
    void theClientFailsInWordsWithoutAKey() {
        assertThatThrownBy(() -> context.getBean(ClerkBackend.class))
                .rootCause()
                .hasMessage("clerk.secret-key: The secret key is missing.");
    }

    private static ClerkAuthentication current() {
        return (ClerkAuthentication) TestSecurityContextHolder.getContext().getAuthentication();
    }

    /** Leaves the caller of the test as it is. */
    private static RequestPostProcessor signedIn() {
        return request -> request;
    }

    private String body(String path) throws Exception {
        return response("GET", path, signedIn()).getContentAsString();
    }

    private int status(String method, String path, RequestPostProcessor caller) throws Exception {
        return response(method, path, caller).getStatus();
    }

    private MockHttpServletResponse response(String method, String path, RequestPostProcessor caller) throws Exception {
        // In Spring 7, the method of the builder has another return type. That of the interface is in both.
        ConfigurableSmartRequestBuilder<?> builder = request(HttpMethod.valueOf(method), path);
        builder.with(caller);
        return mvc.perform(builder).andReturn().getResponse();
    }
}
