package com.clerk.sdk.client.steps;

import java.awt.AWTError;
import java.awt.Desktop;
import java.net.URI;

/** The browser of the desktop. */
final class DesktopBrowser {
    private DesktopBrowser() {}

    /** Opens a URL, or prints it if the machine has no desktop or the desktop cannot open it. */
    static void open(String url) {
        if (!browse(url)) {
            System.err.println("Open this URL in a browser on this machine: " + url);
        }
    }

    private static boolean browse(String url) {
        try {
            Desktop.getDesktop().browse(URI.create(url));
            return true;
        } catch (Exception | LinkageError | AWTError e) {
            // A stale DISPLAY throws an AWTError, and a runtime without java.desktop a NoClassDefFoundError.
            return false;
        }
    }
}
