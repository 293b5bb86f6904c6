package com.clerk.sdk.webhooks;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The names of the classes of events. */
final class EventTypes {
    private EventTypes() {}

    /** Returns {@code SubscriptionItemPastDue} for {@code subscriptionItem.pastDue}. */
    static String className(String type) {
        return Arrays.stream(type.split("\\."))
                .map(part -> part.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }
}
