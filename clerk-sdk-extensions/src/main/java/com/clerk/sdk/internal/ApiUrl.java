package com.clerk.sdk.internal;

import com.clerk.sdk.runtime.http.BaseUrl;
import java.util.regex.Pattern;

/** Checks the URL of an API and its version when they are set. Messages never show the URL. */
public final class ApiUrl {
    private static final Pattern ENDS_WITH_VERSION = Pattern.compile("/v[0-9]{1,3}/{0,2}$");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][\\w.-]{0,39}+");

    private ApiUrl() {}

    /**
     * Checks the URL of an API.
     *
     * @param url an absolute URL without the version
     * @return the URL without blanks around it
     * @throws IllegalArgumentException if it is empty, not the URL of a host, or ends with a version; whether plain http
     *     is allowed is checked later
     */
    public static String check(String url) {
        if (url.isBlank()) {
            throw new IllegalArgumentException("The API URL is empty. Leave it unset to use " + Api.URL);
        }
        var stripped = url.strip();
        BaseUrl.check(stripped);
        if (ENDS_WITH_VERSION.matcher(stripped).find()) {
            throw new IllegalArgumentException("The API URL ends with a version, which the SDK adds itself. Set it without"
                    + " the version, such as " + Api.URL);
        }
        return stripped;
    }

    /**
     * Checks the version in the path of an API.
     *
     * @param version the version, such as {@code v1}
     * @return the version without blanks around it
     * @throws IllegalArgumentException if it is not one segment of a path
     */
    public static String checkVersion(String version) {
        if (version.isBlank()) {
            throw new IllegalArgumentException("The API version is empty. Leave it unset to use v1");
        }
        var stripped = version.strip();
        if (!VERSION.matcher(stripped).matches()) {
            throw new IllegalArgumentException("The API version is not a name such as v1: it is one part of the path");
        }
        return stripped;
    }
}
