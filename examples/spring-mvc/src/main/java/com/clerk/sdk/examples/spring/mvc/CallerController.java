package com.clerk.sdk.examples.spring.mvc;

import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.spring.security.CurrentCaller;
import com.clerk.sdk.spring.security.RequireRole;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Pages that depend on who the caller is. */
@Controller
class CallerController {
    record Caller(@Nullable String userId, @Nullable String orgId) {}

    @RequireRole("org:admin")
    @GetMapping("/admin")
    String admin() {
        return "admin";
    }

    /** Says who it is, also that it is nobody. */
    @GetMapping("/api/whoami")
    @ResponseBody
    Caller whoami(@CurrentCaller Optional<SessionAuth> caller) {
        return caller.map(user -> new Caller(user.userId(), user.orgId())).orElse(new Caller(null, null));
    }
}
