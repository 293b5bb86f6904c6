package com.clerk.sdk.examples.servers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** Writes the pages of the web application. */
public interface PageView {
    /**
     * A page.
     *
     * @param name one of {@code home}, {@code private}, {@code admin}, {@code notes}, {@code sign-in} and
     *     {@code sign-up}
     * @param notes the notes of the user, for the page {@code notes}
     */
    record Page(String name, List<String> notes) {}

    /**
     * Returns the HTML of a page.
     *
     * @param page the page
     * @param nonce the nonce of its scripts
     * @param request the request for it
     * @param response the response to it
     * @return HTML
     */
    String html(Page page, String nonce, HttpServletRequest request, HttpServletResponse response);
}
