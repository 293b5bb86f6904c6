package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Params;
import com.clerk.sdk.runtime.Upload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Creates the bodies of requests. Each method returns null if there is nothing to send: then no body is sent. */
final class RequestBodies {
    /** The body of a POST, PATCH or PUT that has none. OkHttp's own constant for it does not exist before OkHttp 5. */
    static final RequestBody EMPTY = RequestBody.create(new byte[0]);

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

    private RequestBodies() {}

    static @Nullable RequestBody json(Params.Contents contents, Map<String, JsonValue> fields) {
        var items = contents.items();
        if (items != null) {
            return bytes(items.toJson(), JSON);
        }
        return fields.isEmpty() ? null : bytes(JsonValue.of(fields).toJson(), JSON);
    }

    static @Nullable RequestBody form(Map<String, JsonValue> fields) {
        var out = new StringBuilder();
        for (var field : fields.entrySet()) {
            for (var value : FieldText.ofForm(field.getValue())) {
                out.append(out.isEmpty() ? "" : "&");
                out.append(PercentEncoding.encode(field.getKey()));
                out.append('=').append(PercentEncoding.encode(value));
            }
        }
        return out.isEmpty() ? null : bytes(out.toString(), FORM);
    }

    static @Nullable RequestBody multipart(Params.Contents contents, Map<String, JsonValue> fields) {
        if (fields.isEmpty() && contents.uploads().isEmpty()) {
            return null;
        }
        var body = new MultipartBody.Builder().setType(MultipartBody.FORM);
        for (var field : fields.entrySet()) {
            for (var value : FieldText.ofForm(field.getValue())) {
                body.addFormDataPart(field.getKey(), value);
            }
        }
        for (var upload : contents.uploads().entrySet()) {
            var file = upload.getValue();
            body.addFormDataPart(upload.getKey(), file.fileName(), new UploadBody(file));
        }
        return body.build();
    }

    static RequestBody upload(Upload upload) {
        return new UploadBody(upload);
    }

    private static RequestBody bytes(String text, MediaType type) {
        return RequestBody.create(text.getBytes(StandardCharsets.UTF_8), type);
    }
}
