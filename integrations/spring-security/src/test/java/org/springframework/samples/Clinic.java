package org.springframework.samples;

import com.clerk.sdk.spring.security.RequireRole;

/** A bean in a package of Spring's samples. */
public class Clinic {
    /** For administrators. */
    @RequireRole("org:admin")
    public String read() {
        return "called";
    }
}
