package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** Pictures that are uploaded as the part {@code file} of a form (RFC 7578). */
final class Uploads {
    private static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final int TOO_LARGE = 413;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern MEDIA_TYPE = Pattern.compile("(?im)^content-type:\\s*(image/[a-z.+-]+)");

    private Uploads() {}

    /**
     * Returns the URL of the picture of a request: a data URL, so that showing it needs no network.
     *
     * @throws ErrorResponseException if the form has no picture, or one of more than 10 MB
     */
    static String urlOf(CheckedRequest request) {
        var body = request.routed().request().body();
        if (body.length > MAX_BYTES) {
            throw new ErrorResponseException(TOO_LARGE, "image_too_large", "The picture has more than 10 MB.");
        }
        // One char for each byte, so that positions in the text are positions in the body.
        var form = new String(body, StandardCharsets.ISO_8859_1);
        for (var part : form.split(Pattern.quote("--" + boundary(request)), -1)) {
            var end = part.indexOf("\r\n\r\n");
            var headers = end < 0 ? "" : part.substring(0, end);
            if (headers.toLowerCase(Locale.ROOT).contains("name=\"file\"")) {
                var content = part.substring(end + 4, Math.max(end + 4, part.length() - 2));
                return dataUrl(headers, content.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        throw ErrorResponseException.missing("file");
    }

    private static String boundary(CheckedRequest request) {
        var contentType = request.routed().request().header("content-type");
        var matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!matcher.find()) {
            throw ErrorResponseException.missing("file");
        }
        return matcher.group(1);
    }

    private static String dataUrl(String headers, byte[] content) {
        var type = MEDIA_TYPE.matcher(headers);
        return "data:" + (type.find() ? type.group(1) : "image/png") + ";base64,"
                + Base64.getEncoder().encodeToString(content);
    }
}
