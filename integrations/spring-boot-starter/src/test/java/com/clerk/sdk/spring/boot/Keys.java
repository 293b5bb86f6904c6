package com.clerk.sdk.spring.boot;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.testing.TestKeys;

/** Keys of instances that do not exist. */
final class Keys {
    static final String SECRET = "sk_test_canaryCANARYcanaryCANARYcanaryCANARY0";
    static final String LIVE_SECRET = "sk_live_canaryCANARYcanaryCANARYcanaryCANARY0";
    static final String PUBLISHABLE =
            PublishableKey.forHost("happy-cat-1.clerk.accounts.dev").value();
    static final String LIVE_PUBLISHABLE =
            PublishableKey.forHost("clerk.example.com").value();
    static final TestKeys INSTANCE = TestKeys.generate();
    static final String PEM = INSTANCE.publicKeyPem();

    private Keys() {}
}
