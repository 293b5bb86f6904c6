package com.clerk.sdk.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.Has;
import com.clerk.sdk.auth.TestAuth;
import com.clerk.sdk.auth.TokenCarrier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;

/** The authorities of a caller are a view of what it has. */
class ClerkAuthoritiesTest {
    private static final int TOKENS = 1_000;
    private static final List<String> NAMES = List.of("export", "invoices", "chat");
    private static final List<String> ROLES = List.of("org:admin", "admin", "member", "org:org:admin", "");

    private static Set<String> authorities(Auth auth) {
        return ClerkAuthentication.of(auth, TokenCarrier.HEADER).getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
    }

    @Test
    void theySayTheSameAsHas() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < TOKENS; i++) {
            var claims = random.nextBoolean() ? version1(random) : version2(random);
            var auth = TestAuth.session(claims);
            var authorities = authorities(auth);
            var what = "seed " + seed + ", claims " + claims;
            for (var role : List.of("org:admin", "org:member")) {
                assertThat(authorities.contains("ROLE_" + role)).as(what).isEqualTo(auth.has(Has.role(role)));
            }
            for (var name : NAMES) {
                var permission = "org:" + name + ":read";
                assertThat(authorities.contains(permission)).as(what).isEqualTo(auth.has(Has.permission(permission)));
                for (var scope : List.of("org:", "user:")) {
                    assertThat(authorities.contains("FEATURE_" + scope + name))
                            .as(what)
                            .isEqualTo(auth.has(Has.feature(scope + name)));
                    assertThat(authorities.contains("PLAN_" + scope + name))
                            .as(what)
                            .isEqualTo(auth.has(Has.plan(scope + name)));
                }
            }
        }
    }

    private static Map<String, Object> version1(Random random) {
        var claims = common(random);
        if (random.nextInt(4) > 0) {
            claims.put("org_id", "org_1");
        }
        claims.put("org_role", pick(random, ROLES));
        var permissions = new ArrayList<String>();
        for (var name : NAMES) {
            if (random.nextBoolean()) {
                permissions.add("org:" + name + ":read");
            }
        }
        claims.put("org_permissions", permissions);
        return claims;
    }

    private static Map<String, Object> version2(Random random) {
        var claims = common(random);
        claims.put("v", 2);
        var organization = new LinkedHashMap<String, Object>();
        if (random.nextInt(4) > 0) {
            organization.put("id", "org_1");
        }
        organization.put("rol", pick(random, ROLES));
        organization.put("per", "read,write");
        organization.put("fpm", random.nextInt(4) + "," + random.nextInt(4) + "," + random.nextInt(4));
        if (random.nextInt(4) > 0) {
            claims.put("o", organization);
        }
        return claims;
    }

    private static Map<String, Object> common(Random random) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", random.nextInt(20) == 0 ? "" : "user_1");
        claims.put("fea", scoped(random));
        claims.put("pla", scoped(random));
        return claims;
    }

    private static String scoped(Random random) {
        var items = new ArrayList<String>();
        for (var name : NAMES) {
            if (random.nextBoolean()) {
                items.add(pick(random, List.of("o:", "u:", "ou:", "uo:", "x:")) + name);
            }
        }
        if (random.nextInt(20) == 0) {
            items.add("malformed");
        }
        return String.join(",", items);
    }

    private static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    @Test
    void aMachineHasItsScopesAndTheTypeOfItsToken() {
        assertThat(authorities(TestAuth.apiKey("user_1", "read", "write")))
                .containsExactlyInAnyOrder("TOKEN_api_key", "SCOPE_read", "SCOPE_write");
        assertThat(authorities(TestAuth.oauth("user_1"))).containsExactly("TOKEN_oauth_token");
        assertThat(authorities(TestAuth.session("user_1"))).containsExactly("TOKEN_session_token");
    }
}
