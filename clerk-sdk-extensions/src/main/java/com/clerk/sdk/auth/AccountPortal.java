package com.clerk.sdk.auth;

import java.util.List;

/** Clerk's own pages for signing in. */
final class AccountPortal {
    private static final List<String> DEVELOPMENT =
            List.of(".accounts.dev", ".accountsstage.dev", ".accounts.lclclerk.com");
    private static final List<String> LEGACY_DEVELOPMENT = List.of(".lcl.dev", ".lclstage.dev", ".lclclerk.com");

    private AccountPortal() {}

    /** Where the portal of the instance with this Frontend API is; empty if that is unknown. */
    static String url(String frontendApi) {
        return frontendApi.isEmpty()
                ? ""
                : "https://"
                        + frontendApi
                                .replaceFirst("clerk\\.accountsstage\\.", "accountsstage.")
                                .replaceFirst("clerk\\.accounts\\.|clerk\\.", "accounts.");
    }

    /** Whether a host is the portal of a development instance. */
    static boolean isOfDevelopment(String host) {
        return DEVELOPMENT.stream().anyMatch(end -> host.endsWith(end) && !host.endsWith(".clerk" + end))
                || (host.startsWith("accounts.") && LEGACY_DEVELOPMENT.stream().anyMatch(host::endsWith));
    }
}
