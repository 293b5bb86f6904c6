package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Checks of an application that each of them starts, in one browser that forgets everything between them. */
abstract class AppInBrowser {
    static Chromium browser;

    final App app = App.start();

    @BeforeAll
    static void open() {
        browser = Chromium.start();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @AfterEach
    void close() {
        assertThat(browser.requests()).noneMatch(Chromium.Exchange::isOutside);
        browser.forget();
        app.close();
    }
}
