package com.clerk.sdk.auth.jwt;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The active organization of a session token, from a token of version 1 or 2: docs/behaviour.md, section 4.1. Version 1
 * has a claim for each part; version 2 packs them into {@code o} and {@code fea}. A malformed claim grants nothing.
 */
public record OrganizationClaims(
        @Nullable String id,
        @Nullable String slug,
        @Nullable String role,
        List<String> permissions) {
    private static final OrganizationClaims NONE = new OrganizationClaims(null, null, null, List.of());
    private static final String PREFIX = "org:";

    public static OrganizationClaims of(Claims claims) {
        boolean isVersion2 = claims.get("v") instanceof Number version && version.doubleValue() == 2;
        if (!isVersion2) {
            return version1(claims);
        }
        return claims.get("o") instanceof Map<?, ?> packed ? version2(packed, claims.get("fea")) : NONE;
    }

    /** Returns a role or permission with the prefix {@code org:} exactly once. */
    static String prefixed(String word) {
        int start = 0;
        while (word.startsWith(PREFIX, start)) {
            start += PREFIX.length();
        }
        return start == PREFIX.length() ? word : PREFIX + word.substring(start);
    }

    public boolean hasRole(String asked) {
        return id != null && role != null && prefixed(role).equals(prefixed(asked));
    }

    public boolean hasPermission(String asked) {
        return id != null && permissions.contains(prefixed(asked));
    }

    private static OrganizationClaims version1(Claims claims) {
        return new OrganizationClaims(
                text(claims.get("org_id")),
                text(claims.get("org_slug")),
                text(claims.get("org_role")),
                texts(claims.get("org_permissions")));
    }

    private static OrganizationClaims version2(Map<?, ?> packed, @Nullable Object features) {
        var role = text(packed.get("rol"));
        return new OrganizationClaims(
                text(packed.get("id")),
                text(packed.get("slg")),
                role == null ? null : prefixed(role),
                permissions(
                        ScopedItems.parse(features).organization(),
                        CommaList.parse(packed.get("per")),
                        CommaList.parse(packed.get("fpm"))));
    }

    /**
     * Returns the permissions of a token of version 2. The mask at an index belongs to the feature at that index; its
     * bits select the permission names. Masks without a feature and bits without a name are ignored.
     */
    private static List<String> permissions(List<String> features, List<String> names, List<String> masks) {
        var permissions = new ArrayList<String>();
        for (int i = 0; i < features.size() && i < masks.size(); i++) {
            var mask = mask(masks.get(i));
            for (int bit = 0; bit < names.size(); bit++) {
                if (mask.testBit(bit)) {
                    permissions.add(PREFIX + features.get(i) + ":" + names.get(bit));
                }
            }
        }
        return List.copyOf(permissions);
    }

    private static BigInteger mask(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? new BigInteger(text) : BigInteger.ZERO;
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim instanceof String text && !text.isEmpty() ? text : null;
    }

    private static List<String> texts(@Nullable Object claim) {
        if (!(claim instanceof List<?> items)) {
            return List.of();
        }
        var texts = new ArrayList<String>(items.size());
        for (var item : items) {
            if (!(item instanceof String text)) {
                return List.of();
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }
}
