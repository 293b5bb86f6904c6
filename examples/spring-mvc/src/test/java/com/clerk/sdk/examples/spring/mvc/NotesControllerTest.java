package com.clerk.sdk.examples.spring.mvc;

import static com.clerk.sdk.spring.test.ClerkMockMvc.clerkUser;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.clerk.sdk.spring.test.WithClerkUser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** The controllers and templates by themselves, without an account or a network. Pages need a publishable key. */
@WebMvcTest(properties = "clerk.publishable-key=pk_test_aGFwcHktY2F0LTEyMy5jbGVyay5hY2NvdW50cy5kZXYk")
class NotesControllerTest {
    @Autowired
    private MockMvc mvc;

    @Test
    void nobodySeesNotes() throws Exception {
        mvc.perform(get("/notes")).andExpect(status().isUnauthorized());
    }

    @Test
    @WithClerkUser("user_1")
    void aUserSeesThePage() throws Exception {
        mvc.perform(get("/private").accept(MediaType.TEXT_HTML))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Page private of <b>user_1</b>")))
                .andExpect(header().string("Content-Security-Policy", containsString("'nonce-")));
    }

    @Test
    @WithClerkUser("user_1")
    void aUserMayNotSeeThePageOfAdmins() throws Exception {
        mvc.perform(get("/admin")).andExpect(status().isForbidden());
        mvc.perform(get("/")).andExpect(content().string(not(containsString("Admin"))));
    }

    @Test
    @WithClerkUser(value = "user_1", role = "org:admin")
    void anAdminSeesThePageAndALinkToIt() throws Exception {
        mvc.perform(get("/admin")).andExpect(content().string(containsString("Page for admins")));
        mvc.perform(get("/")).andExpect(content().string(containsString("<a href=\"/admin\">Admin</a>")));
    }

    @Test
    void aFormNeedsACsrfToken() throws Exception {
        mvc.perform(post("/notes")
                        .param("note", "Buy milk")
                        .with(clerkUser("user_2").byCookie()))
                .andExpect(status().isForbidden());
        mvc.perform(post("/notes")
                        .param("note", "Buy milk")
                        .with(clerkUser("user_2").byCookie())
                        .with(csrf()))
                .andExpect(status().isFound());
        mvc.perform(get("/notes").with(clerkUser("user_2")))
                .andExpect(content().string(containsString("<li>Buy milk</li>")));
    }
}
