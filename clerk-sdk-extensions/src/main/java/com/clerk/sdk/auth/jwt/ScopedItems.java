package com.clerk.sdk.auth.jwt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a claim such as {@code o:invoices,u:dashboard,uo:chat}: those of the active organization ({@code o}), of
 * the user ({@code u}), or of both. docs/behaviour.md, section 4.1.
 */
public record ScopedItems(List<String> all, List<String> organization, List<String> user) {
    private static final ScopedItems NONE = new ScopedItems(List.of(), List.of(), List.of());

    /** Parses a claim. A claim with one malformed item has no items at all. */
    public static ScopedItems parse(@Nullable Object claim) {
        var items = new Collector();
        for (var item : CommaList.parse(claim)) {
            int colon = item.indexOf(':');
            if (colon < 0) {
                return NONE;
            }
            items.add(item, item.substring(0, colon), item.substring(colon + 1));
        }
        return items.done();
    }

    /**
     * Tells whether the claim has an item: {@code name} in either scope, or {@code org:name} or {@code user:name} in
     * that scope.
     */
    public boolean contains(String asked) {
        int colon = asked.indexOf(':');
        if (colon < 0) {
            return organization.contains(asked) || user.contains(asked);
        }
        var name = asked.substring(colon + 1);
        return switch (asked.substring(0, colon)) {
            case "o", "org", "organization" -> organization.contains(name);
            case "u", "user" -> user.contains(name);
            default -> false;
        };
    }

    private static final class Collector {
        private final List<String> all = new ArrayList<>();
        private final List<String> organization = new ArrayList<>();
        private final List<String> user = new ArrayList<>();

        void add(String item, String scope, String name) {
            all.add(item);
            if (scope.equals("o") || scope.equals("ou") || scope.equals("uo")) {
                organization.add(name);
            }
            if (scope.equals("u") || scope.equals("ou") || scope.equals("uo")) {
                user.add(name);
            }
        }

        ScopedItems done() {
            return new ScopedItems(List.copyOf(all), List.copyOf(organization), List.copyOf(user));
        }
    }
}
