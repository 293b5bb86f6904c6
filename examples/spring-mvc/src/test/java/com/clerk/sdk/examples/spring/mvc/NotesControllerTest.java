package com.clerk.sdk.examples.spring.mvc;

import static com.clerk.sdk.spring.test.ClerkMockMvc.clerkUser;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.clerk.sdk.spring.test.WithClerkUser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** The controller by itself, without keys, an account or a network. */
@WebMvcTest(NotesController.class)
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
        mvc.perform(get("/notes").accept(MediaType.TEXT_HTML))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Notes of user_1")));
    }

    @Test
    void aFormNeedsACsrfToken() throws Exception {
        mvc.perform(post("/notes")
                        .param("text", "Buy milk")
                        .with(clerkUser("user_2").byCookie()))
                .andExpect(status().isForbidden());
        mvc.perform(post("/notes")
                        .param("text", "Buy milk")
                        .with(clerkUser("user_2").byCookie())
                        .with(csrf()))
                .andExpect(status().isFound());
        mvc.perform(get("/notes").with(clerkUser("user_2"))).andExpect(content().string(containsString("Buy milk")));
    }
}
