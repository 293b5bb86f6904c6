package com.clerk.sdk.servlet;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The log of the SDK until this is closed, down to the finest level. */
final class Log extends Handler {
    private final Logger logger = Logger.getLogger("com.clerk.sdk");
    private final StringBuffer text = new StringBuffer();

    Log() {
        setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
        text.append(new SimpleFormatter().format(logged));
    }

    @Override
    public void flush() {
        // Each record is there at once.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(null);
    }

    String text() {
        return text.toString();
    }
}
