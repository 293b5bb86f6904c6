package com.clerk.sdk.examples.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The things that the checks need on the machine: Chromium, its driver and Clerk's browser code; Node and its package.
 */
final class Requirements {
    private Requirements() {}

    static Path chromium() {
        return Path.of(System.getProperty("browser.chromium", "/usr/bin/chromium"));
    }

    static Path driver() {
        return Path.of(System.getProperty("browser.driver", "/usr/bin/chromedriver"));
    }

    static Path assets() {
        return Path.of(System.getProperty("browser.assets", "target/clerk-assets"));
    }

    static Path node() {
        return Path.of(System.getProperty("browser.node", "/usr/bin/node"));
    }

    /** Returns the folder of Clerk's SDK for Node. */
    static Path nodePackage() {
        return Path.of(System.getProperty("browser.nodePackages", "target/node_modules"), "@clerk", "backend");
    }

    /** Returns the script of axe, which checks whether all people can use a page. */
    static Path axe() {
        return Path.of(System.getProperty("browser.nodePackages", "target/node_modules"), "axe-core", "axe.min.js");
    }

    /** Returns whether it is a failure that something is missing. */
    static boolean isRequired() {
        return Boolean.getBoolean("browser.required");
    }

    /** Returns the folder into which the example of Spring MVC was built. */
    static Path springMvc() {
        return Path.of(System.getProperty("browser.springMvc", "../spring-mvc/target"));
    }

    /** Returns the folder for what the checks write. */
    static Path output() {
        return Path.of(System.getProperty("browser.output", "target"));
    }

    /** Returns the folder for screenshots. */
    static Path screenshots() {
        return output().resolve("screenshots");
    }

    /** Returns what is missing as one line; empty if everything is there. */
    static Optional<String> missing() {
        if (!Files.isExecutable(chromium())) {
            return Optional.of(
                    "Chromium is not at " + chromium() + ". Install it, or name it: -Dbrowser.chromium=FILE");
        }
        if (!Files.isExecutable(driver())) {
            return Optional.of(
                    "chromedriver is not at " + driver() + ". Install it, or name it: -Dbrowser.driver=FILE");
        }
        if (!hasAssets()) {
            return Optional.of("Clerk's browser code is not in " + assets() + ", or axe is not at " + axe()
                    + ". Fetch them: bash examples/browser/fetch.sh, or name them: -Dbrowser.assets=DIR"
                    + " -Dbrowser.nodePackages=DIR");
        }
        return Optional.empty();
    }

    /** Returns what is missing for the check with Node as one line; empty if everything is there. */
    static Optional<String> missingForNode() {
        if (!Files.isExecutable(node())) {
            return Optional.of("Node is not at " + node() + ". Install it, or name it: -Dbrowser.node=FILE");
        }
        if (!Files.exists(nodePackage().resolve("package.json"))) {
            return Optional.of("Clerk's SDK for Node is not in " + nodePackage()
                    + ". Fetch it: bash examples/browser/fetch.sh, or name it: -Dbrowser.nodePackages=DIR");
        }
        return Optional.empty();
    }

    private static boolean hasAssets() {
        return Files.exists(assets().resolve("clerk-js/dist/clerk.browser.js"))
                && Files.exists(assets().resolve("ui/dist/ui.browser.js"))
                && Files.exists(axe());
    }
}
