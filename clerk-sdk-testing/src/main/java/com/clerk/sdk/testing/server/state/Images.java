package com.clerk.sdk.testing.server.state;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The pictures of users and organizations that have not uploaded one. */
public final class Images {
    private static final int COLORS = 0x1000000;

    private Images() {}

    /**
     * Returns the URL of a plain square, whose color depends on the id. It is a data URL, so that showing it needs no
     * network.
     */
    public static String placeholder(String id) {
        var color = String.format(Locale.ROOT, "%06x", Math.floorMod(id.hashCode(), COLORS));
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64\" height=\"64\">"
                + "<rect width=\"64\" height=\"64\" fill=\"#" + color + "\"/></svg>";
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.US_ASCII));
    }
}
