package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.examples.servers.HtmlView;
import com.clerk.sdk.web.ClerkComponent;
import com.clerk.sdk.web.ClerkScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The places of components in a page, and the functions of Clerk's code that fill them. */
@BrowserCheck
class ComponentsTest {
    private final Chromium browser = Chromium.start();
    private final WebApp app = WebApp.start(HtmlView::new, false);

    @AfterEach
    void close() {
        browser.close();
        app.close();
    }

    /** Returns the names after {@code mount} of all components. */
    private List<String> names() {
        var scripts = ClerkScripts.of(app.backend().authenticator());
        return Arrays.stream(ClerkComponent.values())
                .map(component -> scripts.component(component).replaceFirst(".*data-clerk-mount=\"(\\w+)\".*", "$1"))
                .toList();
    }

    @Test
    void clerksCodeHasAFunctionForEachComponent() throws IOException {
        assertThat(names()).hasSize(16);
        var bundle = Files.readString(Requirements.assets().resolve("clerk-js/dist/clerk.browser.js"));
        assertThat(names()).allMatch(name -> bundle.contains("mount" + name) && bundle.contains("unmount" + name));
        browser.openWithClerk(app.url("/"));
        var list = names().stream().map(name -> "'" + name + "'").collect(Collectors.joining(","));
        assertThat(browser.evaluateText("[" + list + "].filter(name => typeof Clerk['mount' + name] !== 'function'"
                        + " || typeof Clerk['unmount' + name] !== 'function').join()"))
                .isEmpty();
    }

    @Test
    void aPlaceIsFilledOnceHoweverOftenItIsLookedFor() {
        app.signIn(browser);
        browser.evaluate(
                "document.querySelector('main').innerHTML ="
                        + " '<div id=\"one\" data-clerk-mount=\"UserButton\"></div><div id=\"two\" data-clerk-mount=\"UserButton\"></div>'");
        browser.evaluate("(ClerkPage.scan(), ClerkPage.scan(document.querySelector('main')), 1)");
        browser.awaitShown("#one .cl-userButtonTrigger").awaitShown("#two .cl-userButtonTrigger");

        assertThat(browser.evaluateText("document.querySelectorAll('main .cl-userButtonTrigger').length"))
                .isEqualTo("2");

        browser.evaluate("(ClerkPage.clear(), 1)");
        browser.await(
                "the places to be empty",
                page -> browser.evaluateText("document.querySelectorAll('.cl-userButtonTrigger').length")
                        .equals("0"));
        browser.evaluate("(ClerkPage.scan(), 1)");
        browser.awaitShown("#one .cl-userButtonTrigger").awaitShown("#two .cl-userButtonTrigger");
    }

    @Test
    void aPlaceThatIsGoneBeforeItIsFilledDoesNoHarm() {
        app.signIn(browser);
        browser.evaluate("((place) => { place.dataset.clerkMount = 'UserProfile'; document.body.append(place);"
                + " ClerkPage.scan(place); place.remove(); ClerkPage.clear(); ClerkPage.scan(); return 1; })"
                + "(document.createElement('div'))");

        browser.awaitShown(".cl-userButtonTrigger");
    }
}
