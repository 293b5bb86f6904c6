package com.clerk.sdk.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A request as it reached the server. */
record Sent(RecordedRequest request) {
    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data; boundary=(\\S+)");

    String method() {
        return request.getMethod();
    }

    /** The path as sent, still encoded. */
    String path() {
        var target = request.getTarget();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    Map<String, List<String>> query() {
        var target = request.getTarget();
        int query = target.indexOf('?');
        return query < 0 ? Map.of() : pairs(target.substring(query + 1));
    }

    @Nullable
    String header(String name) {
        return request.getHeaders().get(name);
    }

    String contentType() {
        var type = header("Content-Type");
        return type == null ? "" : type;
    }

    String body() {
        var body = request.getBody();
        return body == null ? "" : body.utf8();
    }

    Map<String, List<String>> form() {
        return pairs(body());
    }

    /** The parts of a multipart body, each with its headers and content, by their names. */
    Map<String, String> parts() {
        Matcher boundary = BOUNDARY.matcher(contentType());
        if (!boundary.matches()) {
            throw new AssertionError("no multipart body but " + contentType());
        }
        var parts = new LinkedHashMap<String, String>();
        var body = request.getBody();
        var text = body == null ? ByteString.EMPTY.utf8() : body.utf8();
        for (var part : text.split("--" + Pattern.quote(boundary.group(1)), -1)) {
            var name = Pattern.compile("; name=\"([^\"]*)\"").matcher(part);
            if (name.find()) {
                parts.put(name.group(1), part);
            }
        }
        return parts;
    }

    private static Map<String, List<String>> pairs(String text) {
        var pairs = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
        }
        return pairs;
    }

    private static String decoded(String text) {
        if (text.contains("+")) {
            throw new AssertionError("a plus sign means a plus sign in one place and a blank in another: " + text);
        }
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
