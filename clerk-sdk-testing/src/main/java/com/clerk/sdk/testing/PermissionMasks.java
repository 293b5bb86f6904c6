package com.clerk.sdk.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The permissions of an organization in the form of session tokens of version 2.
 *
 * @param features the features in order, each with its scope
 * @param permissions the names of the permissions in order
 * @param masks for each feature of the organization a decimal mask, whose bit i stands for permission i
 */
record PermissionMasks(List<String> features, List<String> permissions, List<String> masks) {
    private static final String PREFIX = "org:";

    static void check(String permission) {
        if (!permission.matches("org:[^:,]+:[^:,]+")) {
            throw new IllegalArgumentException("'" + permission
                    + "' is not a permission. Write it as org:feature:name, such as org:invoices:read.");
        }
    }

    static PermissionMasks of(Collection<String> permissions, Collection<String> givenFeatures) {
        var features = new LinkedHashSet<>(givenFeatures);
        var names = new LinkedHashSet<String>();
        for (var permission : permissions) {
            var feature = feature(permission);
            if (features.stream().noneMatch(scoped -> isOfOrganization(scoped) && feature.equals(name(scoped)))) {
                features.add("o:" + feature);
            }
            names.add(name(permission));
        }
        var order = List.copyOf(names);
        var masks = new ArrayList<String>();
        for (var scoped : features) {
            if (isOfOrganization(scoped)) {
                masks.add(mask(name(scoped), permissions, order).toString());
            }
        }
        return new PermissionMasks(List.copyOf(features), order, List.copyOf(masks));
    }

    private static BigInteger mask(String feature, Collection<String> permissions, List<String> names) {
        var mask = BigInteger.ZERO;
        for (var permission : permissions) {
            if (feature.equals(feature(permission))) {
                mask = mask.setBit(names.indexOf(name(permission)));
            }
        }
        return mask;
    }

    private static boolean isOfOrganization(String scopedFeature) {
        var colon = scopedFeature.indexOf(':');
        return colon > 0 && scopedFeature.substring(0, colon).contains("o");
    }

    private static String feature(String permission) {
        return permission.substring(PREFIX.length(), permission.lastIndexOf(':'));
    }

    private static String name(String scoped) {
        return scoped.substring(scoped.lastIndexOf(':') + 1);
    }
}
