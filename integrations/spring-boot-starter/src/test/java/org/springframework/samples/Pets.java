package org.springframework.samples;

import org.springframework.security.access.prepost.PreAuthorize;

/** A bean in a package of Spring's samples. */
public class Pets {
    /** For administrators. */
    @PreAuthorize("hasRole('org:admin')")
    public void read() {}
}
