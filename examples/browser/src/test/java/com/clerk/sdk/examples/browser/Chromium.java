package com.clerk.sdk.examples.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A Chromium without a window, and what a person does in it. Nothing but the loopback interface can be reached. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Logger LOG = Logger.getLogger("org.openqa.selenium");

    static {
        // Selenium warns at each start that it has no classes for this version's protocol, which nothing here uses.
        LOG.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
        driver.manage().timeouts().scriptTimeout(PATIENCE);
    }

    static Chromium start() {
        return start(PageLoadStrategy.NORMAL);
    }

    /** Starts a browser whose pages may be looked at while they load. */
    static Chromium startImpatient() {
        return start(PageLoadStrategy.NONE);
    }

    private static Chromium start(PageLoadStrategy strategy) {
        var options = new ChromeOptions();
        options.setPageLoadStrategy(strategy);
        options.setBinary(Requirements.chromium().toFile());
        options.addArguments(
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1000,1100",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1");
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium refuses to run its sandbox as root, as continuous integration does.
            options.addArguments("--no-sandbox");
        }
        options.setCapability("goog:loggingPrefs", Map.of("performance", "ALL"));
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Requirements.driver().toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    /** Waits until something is true, or no longer null. The browser may throw meanwhile. */
    <T> T await(String what, Function<ChromeDriver, T> condition) {
        var start = System.nanoTime();
        WebDriverException last = null;
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            try {
                var result = condition.apply(driver);
                if (result != null && !Boolean.FALSE.equals(result)) {
                    return result;
                }
            } catch (WebDriverException e) {
                last = e;
            }
            LockSupport.parkNanos(PERIOD.toNanos());
        }
        screenshot("failed-" + what.replaceAll("[^A-Za-z0-9]+", "-"));
        throw new AssertionError("Waited in vain for " + what + " at " + url(), last);
    }

    Chromium open(String url) {
        driver.get(url);
        return this;
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /** Opens a page with Clerk's components, and waits until they are there. */
    Chromium openWithClerk(String url) {
        open(url);
        return awaitTrue("Clerk.loaded");
    }

    /** Waits until an expression is true in the page. */
    Chromium awaitTrue(String expression) {
        await(
                expression,
                page -> Boolean.TRUE.equals(page.executeScript("return !!(window.Clerk && " + expression + ")")));
        return this;
    }

    /** Waits until something is on the page. */
    Chromium awaitShown(String css) {
        await(css, page -> page.findElement(By.cssSelector(css)).isDisplayed());
        return this;
    }

    Chromium awaitText(String text) {
        await("the text " + text, page -> text().contains(text));
        return this;
    }

    /** Returns the text of the page. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    String text(String css) {
        return await(css, page -> page.findElement(By.cssSelector(css)).getText());
    }

    List<String> texts(String css) {
        var texts = new ArrayList<String>();
        driver.findElements(By.cssSelector(css)).forEach(element -> texts.add(element.getText()));
        return texts;
    }

    Chromium click(String css) {
        await("a click on " + css, page -> {
            page.findElement(By.cssSelector(css)).click();
            return true;
        });
        return this;
    }

    /** Clicks the button, link or choice that shows a text. */
    Chromium clickText(String text) {
        var path = "(//button|//a|//*[@role='menuitem' or @role='option'])[contains(normalize-space(.), \"" + text
                + "\")]";
        await("a click on " + text, page -> {
            page.findElement(By.xpath(path)).click();
            return true;
        });
        return this;
    }

    /** Clicks the last button or choice with exactly this text: lists that open are at the end of the page. */
    Chromium pick(String text) {
        var path = "((//button|//*[@role='option'])[normalize-space(.)=\"" + text + "\"])[last()]";
        await("a choice of " + text, page -> {
            page.findElement(By.xpath(path)).click();
            return true;
        });
        return this;
    }

    /** Replaces the text of a field. */
    Chromium fill(String css, String value) {
        await("the field " + css, page -> {
            var field = page.findElement(By.cssSelector(css));
            field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
            field.sendKeys(value);
            return value.equals(field.getDomProperty("value"));
        });
        return this;
    }

    /** Enters a value into a field that turns each into a tag. */
    Chromium fillTags(String css, String value) {
        await("the field " + css, page -> {
            page.findElement(By.cssSelector(css)).sendKeys(value + ",");
            return true;
        });
        return this;
    }

    /** Gives a file to the field for files, which pages hide. */
    Chromium choose(String css, Path file) {
        await("the field for files", page -> {
            page.findElement(By.cssSelector(css)).sendKeys(file.toAbsolutePath().toString());
            return true;
        });
        return this;
    }

    Chromium press(CharSequence keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    /** Enters the code of a message into the field for it. */
    Chromium enterCode(String code) {
        // The field is transparent and lies over the boxes that show the digits, so Selenium calls it hidden.
        await(
                "the field for the code",
                page -> page.executeScript(
                        "const field = document.querySelector('input[data-input-otp]'); if (field) field.focus();"
                                + " return field && document.activeElement === field"));
        new Actions(driver).sendKeys(code).perform();
        return this;
    }

    /** Returns what a promise in the page resolves to. */
    Object evaluate(String promise) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "Promise.resolve().then(async () => (" + promise + "))"
                + ".then(done, error => done('failed: ' + error));");
    }

    String evaluateText(String promise) {
        return String.valueOf(evaluate(promise));
    }

    /**
     * Returns what axe finds that keeps some people from using the page, as names of its rules. Clerk's components are
     * left out.
     */
    String barriers() {
        try {
            driver.executeScript(Files.readString(Requirements.axe()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return evaluateText("(await axe.run({ exclude: [['[class^=cl-]']] })).violations"
                + ".map(found => found.id + ': ' + found.nodes[0].html).join('\\n')");
    }

    /** Returns what the page tells a screen reader. It needs no script, which {@link #text()} does. */
    String accessibleText() {
        return String.valueOf(driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of()));
    }

    /** Lets no page run a script from now on. */
    void forbidScripts() {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** Returns the cookies of the page by name. */
    Map<String, String> cookies() {
        var cookies = new TreeMap<String, String>();
        driver.manage().getCookies().forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        return cookies;
    }

    void deleteCookies(String prefix) {
        for (Cookie cookie : driver.manage().getCookies()) {
            if (cookie.getName().startsWith(prefix)) {
                driver.manage().deleteCookie(cookie);
            }
        }
    }

    /** Deletes cookies of a page that the browser does not show. */
    void deleteCookiesOf(String url, String prefix) {
        var cookies = driver.executeCdpCommand("Network.getCookies", Map.of("urls", List.of(url)));
        for (var cookie : (List<?>) cookies.get("cookies")) {
            var name = String.valueOf(((Map<?, ?>) cookie).get("name"));
            if (name.startsWith(prefix)) {
                driver.executeCdpCommand("Network.deleteCookies", Map.of("name", name, "url", url));
            }
        }
    }

    Chromium back() {
        driver.navigate().back();
        return this;
    }

    /** Notes from now on what the content security policy of a page forbids. */
    void watchPolicies() {
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "addEventListener('securitypolicyviolation', event => { try { sessionStorage.violations ="
                                + " (sessionStorage.violations || '') + event.effectiveDirective + ' ' + event.blockedURI"
                                + " + '\\n'; } catch {} });"));
    }

    /** Returns what the policies of the pages of this origin forbade. */
    String violations() {
        return String.valueOf(driver.executeScript("return sessionStorage.violations || ''"));
    }

    /** Forgets all cookies, so that the next test begins with a new browser. */
    void forget() {
        driver.get("about:blank");
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    /** Puts a picture of the page under target/. */
    void screenshot(String name) {
        try {
            Files.createDirectories(Requirements.screenshots());
            Files.write(Requirements.screenshots().resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the requests since the last call, and the status of their responses. */
    List<Exchange> requests() {
        var exchanges = new ArrayList<Exchange>();
        for (var entry : driver.manage().logs().get("performance")) {
            var message =
                    JsonParser.parseString(entry.getMessage()).getAsJsonObject().getAsJsonObject("message");
            var parameters = message.getAsJsonObject("params");
            switch (message.get("method").getAsString()) {
                case "Network.requestWillBeSent" -> {
                    if (parameters.has("redirectResponse")) {
                        exchanges.add(Exchange.of(parameters.getAsJsonObject("redirectResponse"), parameters));
                    }
                    exchanges.add(new Exchange(
                            parameters.getAsJsonObject("request").get("url").getAsString(), 0, false));
                }
                case "Network.responseReceived" ->
                    exchanges.add(Exchange.of(parameters.getAsJsonObject("response"), parameters));
                default -> {}
            }
        }
        return exchanges;
    }

    /** Returns the pages and redirects that the browser followed since the last call, each with its status. */
    List<String> hops() {
        return requests().stream().filter(Exchange::isPage).map(Exchange::hop).toList();
    }

    /**
     * A request, or a response.
     *
     * @param status the status of the response, 0 for a request
     * @param isPage whether the browser shows the response to its user
     */
    record Exchange(String url, int status, boolean isPage) {
        private static Exchange of(JsonObject response, JsonObject parameters) {
            var type = parameters.get("type");
            return new Exchange(
                    response.get("url").getAsString(),
                    response.get("status").getAsInt(),
                    type != null && type.getAsString().equals("Document"));
        }

        boolean isOutside() {
            var uri = URI.create(url.replaceAll("[^\\x21-\\x7e]|[{}|\\\\^`\"<>]", "_"));
            return uri.getHost() != null && !List.of("localhost", "127.0.0.1").contains(uri.getHost());
        }

        /** Returns the status and the path, and whether the URL brings the cookies of a handshake. */
        String hop() {
            var uri = URI.create(url);
            var hasNonce = url.contains("__clerk_handshake_nonce=") || url.contains("__clerk_handshake=");
            return status + " " + uri.getPath() + (hasNonce ? " with cookies" : "");
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
