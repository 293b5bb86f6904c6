package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Upload;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Pictures that users upload. The server itself serves them, so that showing them needs no network. */
final class Pictures {
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private final Instance instance;

    Pictures(Instance instance) {
        this.instance = instance;
    }

    /**
     * Stores the picture of a request: the first file of a form, or the whole body. It replaces the owner's last one.
     *
     * @param ownerId the id of the user or organization that the picture shows
     * @throws ErrorResponseException if the picture is missing or too large
     */
    JsonObject store(FrontendCall call, String ownerId) {
        var file = Upload.of(call.request().request());
        if (file.content().length == 0) {
            throw ErrorResponseException.missing("file");
        }
        if (file.content().length > MAX_BYTES) {
            throw new ErrorResponseException(
                    413, "image_too_large", "The picture is longer than " + MAX_BYTES + " bytes. Send a smaller one.");
        }
        if (!file.contentType().startsWith("image/")) {
            throw ErrorResponseException.unprocessable(
                    "form_param_value_invalid",
                    "file must be a picture: its type is " + file.contentType() + ".",
                    "file");
        }
        var id = instance.ids().id("img_");
        var row = new JsonObject();
        row.addProperty("owner", ownerId);
        row.addProperty("content_type", file.contentType());
        row.addProperty("content", Base64.getEncoder().encodeToString(file.content()));
        removeOf(ownerId);
        instance.table("picture").put(id, row);
        var image = new JsonObject();
        image.addProperty("object", "image");
        image.addProperty("id", id);
        image.addProperty("name", id);
        image.addProperty("public_url", call.baseUrl() + "/v1/pictures/" + id);
        return image;
    }

    /** Removes the picture of a user or organization. */
    void removeOf(String ownerId) {
        instance.table("picture").removeBy("owner", ownerId);
    }

    /** Returns a picture. */
    ServerResponse get(FrontendCall call) {
        var id = call.variable("picture_id");
        var row = instance.table("picture").find(id);
        if (row == null) {
            throw new ErrorResponseException(404, "image_not_found", "There is no picture with this id.");
        }
        // A picture may be SVG with a script, which must not run with the rights of this server's pages.
        return new ServerResponse(
                200,
                Map.of(
                        "Content-Type",
                        row.get("content_type").getAsString(),
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
                Base64.getDecoder().decode(row.get("content").getAsString().getBytes(StandardCharsets.US_ASCII)));
    }
}
