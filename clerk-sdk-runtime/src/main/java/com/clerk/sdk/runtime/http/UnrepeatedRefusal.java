package com.clerk.sdk.runtime.http;

import java.io.IOException;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.GzipSource;
import okio.Okio;

/**
 * Carries a refusal past OkHttp, which would otherwise send some requests again by itself: after 407, after 421, and
 * after 503 with {@code Retry-After}. Only the retry policy decides on tries. The settings of the client switch off
 * what OkHttp does after the other statuses.
 */
final class UnrepeatedRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Response response;
    private final transient Buffer body;

    private UnrepeatedRefusal(Response response, Buffer body) {
        super("refused");
        this.response = response;
        this.body = body;
    }

    /**
     * Lets a response pass that OkHttp does not act on.
     *
     * @throws UnrepeatedRefusal if OkHttp would act on it; the body of the response has then been read
     */
    static Response check(Response response) throws UnrepeatedRefusal {
        boolean repeated = switch (response.code()) {
            case 407, 421 -> true;
            case 503 -> response.header("Retry-After") != null;
            default -> false;
        };
        if (!repeated) {
            return response;
        }
        try (response) {
            throw new UnrepeatedRefusal(
                    response, BufferedResponse.beginning(response.body().source()));
        }
    }

    /** Returns the response in the form in which OkHttp returns the others. */
    Response toResponse(Request request) {
        var ofNetwork = withoutBody();
        var result = ofNetwork.newBuilder().request(request).networkResponse(ofNetwork);
        var type = response.body().contentType();
        // OkHttp asks for gzip, and unpacks the body, unless the request says what it accepts.
        boolean unpack = request.header("Accept-Encoding") == null
                && request.header("Range") == null
                && "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
        if (!unpack) {
            return result.body(ResponseBody.create(body.clone(), type, body.size()))
                    .build();
        }
        var unpacked = Okio.buffer(new GzipSource(body.clone()));
        return result.removeHeader("Content-Encoding")
                .removeHeader("Content-Length")
                .body(ResponseBody.create(unpacked, type, -1))
                .build();
    }

    // OkHttp 4 refuses a network response with a body, and its builder cannot take the body away.
    private Response withoutBody() {
        return new Response.Builder()
                .request(response.request())
                .protocol(response.protocol())
                .code(response.code())
                .message(response.message())
                .handshake(response.handshake())
                .headers(response.headers())
                .sentRequestAtMillis(response.sentRequestAtMillis())
                .receivedResponseAtMillis(response.receivedResponseAtMillis())
                .build();
    }
}
