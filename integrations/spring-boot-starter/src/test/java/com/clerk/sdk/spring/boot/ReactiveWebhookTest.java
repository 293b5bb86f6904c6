package com.clerk.sdk.spring.boot;

/** The same in WebFlux. */
class ReactiveWebhookTest extends WebhookTest {
    @Override
    RunningApplication start(String... properties) {
        return RunningApplication.reactive(Application.class, properties);
    }
}
