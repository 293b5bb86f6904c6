package com.clerk.sdk.auth.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The account portal of an instance: Clerk's hosted pages for signing in. */
public final class AccountPortal {
    private static final List<String> DEVELOPMENT =
            List.of(".accounts.dev", ".accountsstage.dev", ".accounts.lclclerk.com");
    private static final List<String> LEGACY_DEVELOPMENT = List.of(".lcl.dev", ".lclstage.dev", ".lclclerk.com");

    private AccountPortal() {}

    /** Returns the URL of the portal of the instance with this Frontend API; empty without one. */
    public static String url(@Nullable String frontendApi) {
        if (frontendApi == null || frontendApi.isEmpty()) {
            return "";
        }
        return "https://"
                + frontendApi
                        .replaceFirst("clerk\\.accountsstage\\.", "accountsstage.")
                        .replaceFirst("clerk\\.accounts\\.|clerk\\.", "accounts.");
    }

    /** Tells whether a host is the portal of a development instance. */
    public static boolean isOfDevelopment(String host) {
        return DEVELOPMENT.stream().anyMatch(end -> host.endsWith(end) && !host.endsWith(".clerk" + end))
                || (host.startsWith("accounts.") && LEGACY_DEVELOPMENT.stream().anyMatch(host::endsWith));
    }
}
