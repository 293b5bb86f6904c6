package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.auth.SessionClaims;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The authorities that a caller has unless the application says otherwise. */
final class ClerkAuthorities {
    private static final String ORGANIZATION = "org:";

    private ClerkAuthorities() {}

    static List<GrantedAuthority> of(Auth auth) {
        var names = new ArrayList<String>();
        names.add("TOKEN_" + auth.tokenType().value());
        if (auth instanceof SessionAuth session && !session.userId().isEmpty()) {
            addSession(session.claims(), names);
        }
        for (var scope : auth.scopes()) {
            names.add("SCOPE_" + scope);
        }
        var authorities = new ArrayList<GrantedAuthority>(names.size());
        for (var name : names) {
            authorities.add(new SimpleGrantedAuthority(name));
        }
        return authorities;
    }

    private static void addSession(SessionClaims claims, List<String> names) {
        var role = claims.orgRole();
        // A role without an organization grants nothing: docs/behaviour.md, section 4.1.
        if (role != null && claims.orgId() != null) {
            names.add("ROLE_" + prefixed(role));
        }
        if (claims.orgId() != null) {
            names.addAll(claims.orgPermissions());
        }
        addScoped("FEATURE_", claims.features(), names);
        addScoped("PLAN_", claims.plans(), names);
    }

    /** Returns the key with its prefix exactly once: tokens of version 1 may have a role without it. */
    private static String prefixed(String role) {
        var name = role;
        while (name.startsWith(ORGANIZATION)) {
            name = name.substring(ORGANIZATION.length());
        }
        return ORGANIZATION + name;
    }

    /** Adds items such as {@code o:invoices} or {@code ou:chat}, for the organization, the user, or both. */
    private static void addScoped(String prefix, List<String> items, List<String> names) {
        for (var item : items) {
            int colon = item.indexOf(':');
            var scope = item.substring(0, colon);
            var name = item.substring(colon + 1);
            if (scope.equals("o") || scope.equals("ou") || scope.equals("uo")) {
                names.add(prefix + ORGANIZATION + name);
            }
            if (scope.equals("u") || scope.equals("ou") || scope.equals("uo")) {
                names.add(prefix + "user:" + name);
            }
        }
    }
}
