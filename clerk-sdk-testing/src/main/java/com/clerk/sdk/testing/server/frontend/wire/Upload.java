package com.clerk.sdk.testing.server.frontend.wire;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A file in the body of a request: the first part of a multipart form (RFC 7578) that has a type, or the body itself,
 * which apps send as Base64.
 *
 * @param contentType the type that the sender says
 * @param content the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one call
public record Upload(String contentType, byte[] content) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]{1,200})\"?");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:[ \\t]*([^\\r\\n;]{1,100})");

    public static Upload of(ServerRequest request) {
        var type = Objects.requireNonNullElse(request.header("content-type"), "");
        if (!type.startsWith("multipart/form-data")) {
            return ofBody(type, request.body());
        }
        var boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            throw invalid("The Content-Type of the form has no boundary.");
        }
        // ISO 8859-1 has a character for each byte, so that positions in the text are positions in the body.
        var text = new String(request.body(), StandardCharsets.ISO_8859_1);
        return ofParts(text, "--" + boundary.group(1), request.body());
    }

    private static Upload ofParts(String text, String delimiter, byte[] body) {
        var start = text.indexOf(delimiter);
        while (start >= 0) {
            var head = start + delimiter.length();
            var content = text.indexOf("\r\n\r\n", head);
            var end = content < 0 ? -1 : text.indexOf("\r\n" + delimiter, content);
            if (end < 0) {
                break;
            }
            var type = TYPE.matcher(text.substring(head, content));
            if (type.find()) {
                return new Upload(type.group(1).strip(), Arrays.copyOfRange(body, Math.min(content + 4, end), end));
            }
            // Going on where the part ends reads each byte once, however often the delimiter is in it.
            start = end + 2;
        }
        throw invalid("The form has no file.");
    }

    private static Upload ofBody(String type, byte[] body) {
        if (!type.contains("octet-stream")) {
            return new Upload(type, body);
        }
        try {
            return new Upload("image/png", Base64.getMimeDecoder().decode(body));
        } catch (IllegalArgumentException notBase64) {
            return new Upload("image/png", body);
        }
    }

    private static ErrorResponseException invalid(String message) {
        return new ErrorResponseException(400, "request_body_invalid", message);
    }
}
