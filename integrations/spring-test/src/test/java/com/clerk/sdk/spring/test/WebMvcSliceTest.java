package com.clerk.sdk.spring.test;

import static com.clerk.sdk.spring.test.ClerkMockMvc.clerkUser;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * A slice, with the chain of the starter and without keys. In Spring Boot 4 the annotation has another name; the
 * example {@code spring-mvc} tests a slice there.
 */
@EnabledIf("isSpringBoot3")
@WebMvcTest(
        controllers = InvoicesApplication.Invoices.class,
        properties = "clerk.publishable-key=" + WebMvcSliceTest.KEY)
class WebMvcSliceTest {
    /** With it, pages without cookies are sent to Clerk: those of a test's user must not be. */
    static final String KEY = "pk_test_aGFwcHktY2F0LTEuY2xlcmsuYWNjb3VudHMuZGV2JA";

    @Autowired
    private MockMvc mvc;

    static boolean isSpringBoot3() {
        return SpringBootVersion.getVersion().startsWith("3.");
    }

    @Test
    void theChainOfTheStarterProtects() throws Exception {
        assertThat(mvc.perform(MockMvcRequestBuilders.get("/me"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(401);
    }

    @Test
    @WithClerkUser("user_1")
    void theUserOfTheTestIsKnown() throws Exception {
        assertThat(page("/me", null)).isEqualTo("user_1");
    }

    @Test
    void theUserOfARequestIsKnown() throws Exception {
        assertThat(page("/me", clerkUser("user_2"))).isEqualTo("user_2");
    }

    private String page(String path, CallerPostProcessor caller) throws Exception {
        var request = MockMvcRequestBuilders.request(HttpMethod.GET, path)
                .accept(MediaType.TEXT_HTML)
                .header("Sec-Fetch-Dest", "document");
        if (caller != null) {
            request.with(caller);
        }
        var response = mvc.perform(request).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString();
    }
}
