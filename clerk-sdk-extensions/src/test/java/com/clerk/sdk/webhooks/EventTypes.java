package com.clerk.sdk.webhooks;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the types of events are named. */
final class EventTypes {
    private EventTypes() {}

    /** {@code subscriptionItem.pastDue} is {@code SubscriptionItemPastDue}. */
    static String className(String type) {
        return Arrays.stream(type.split("\\."))
                .map(part -> part.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }
}
