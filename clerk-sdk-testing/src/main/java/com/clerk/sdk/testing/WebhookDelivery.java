package com.clerk.sdk.testing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A webhook delivery as an application receives it: headers and a body. Made by {@link WebhookSigner}; immutable. */
public final class WebhookDelivery {
    private static final String ID = "svix-id";
    private static final String TIMESTAMP = "svix-timestamp";
    private static final String SIGNATURE = "svix-signature";

    private final WebhookSigner signer;
    private final Map<String, String> headers;
    private final byte[] body;

    private WebhookDelivery(WebhookSigner signer, Map<String, String> headers, byte[] body) {
        this.signer = signer;
        this.headers = headers;
        this.body = body;
    }

    static WebhookDelivery signed(WebhookSigner signer, String id, Instant timestamp, byte[] body) {
        var seconds = Long.toString(timestamp.getEpochSecond());
        var headers = new LinkedHashMap<String, String>();
        headers.put(ID, Objects.requireNonNull(id, "id"));
        headers.put(TIMESTAMP, seconds);
        headers.put(SIGNATURE, signer.signature(id, seconds, body));
        return new WebhookDelivery(signer, headers, body);
    }

    /**
     * The headers in the form that HTTP libraries hand them over in.
     *
     * @return the headers by name in lower case, each with one value
     */
    public Map<String, List<String>> headers() {
        var lists = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    /**
     * One header.
     *
     * @param name in lower case, such as {@code svix-id}
     * @return its value, or null where the delivery does not have it
     */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /**
     * The body.
     *
     * @return a copy of the exact bytes
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * The same delivery with a signature that does not match.
     *
     * @return another delivery
     */
    public WebhookDelivery wrongSignature() {
        var other = WebhookSigner.create();
        return with(SIGNATURE, other.signature(text(ID), text(TIMESTAMP), body));
    }

    /**
     * The same headers over another body, as if it was changed on the way.
     *
     * @param body the exact bytes of the other body
     * @return another delivery
     */
    public WebhookDelivery tampered(byte[] body) {
        return new WebhookDelivery(signer, headers, body.clone());
    }

    /**
     * A later attempt to deliver the same message: same id, new timestamp, signed anew.
     *
     * @param timestamp when the attempt is made; whole seconds count
     * @return another delivery
     */
    public WebhookDelivery again(Instant timestamp) {
        return signed(signer, text(ID), timestamp, body);
    }

    /**
     * The same delivery signed by a second secret as well, as while a secret is being replaced.
     *
     * @param other the signer whose signature comes first
     * @return another delivery, with two signatures in one header
     */
    public WebhookDelivery alsoSignedBy(WebhookSigner other) {
        return with(SIGNATURE, other.signature(text(ID), text(TIMESTAMP), body) + " " + text(SIGNATURE));
    }

    /**
     * The same delivery with one header set to something else.
     *
     * @param name in lower case, such as {@code svix-timestamp}
     * @param value the value to put there
     * @return another delivery
     */
    public WebhookDelivery with(String name, String value) {
        var changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new WebhookDelivery(signer, changed, body);
    }

    /**
     * The same delivery without one header.
     *
     * @param name in lower case, such as {@code svix-id}
     * @return another delivery
     */
    public WebhookDelivery without(String name) {
        var changed = new LinkedHashMap<>(headers);
        changed.remove(name);
        return new WebhookDelivery(signer, changed, body);
    }

    private String text(String name) {
        return Objects.requireNonNull(headers.get(name), () -> "This delivery has no header " + name);
    }

    /** Shows the message id alone. */
    @Override
    public String toString() {
        return "WebhookDelivery[" + headers.get(ID) + "]";
    }
}
