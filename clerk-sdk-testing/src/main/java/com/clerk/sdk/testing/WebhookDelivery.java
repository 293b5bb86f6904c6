package com.clerk.sdk.testing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A webhook delivery as an application receives it: headers and a body. {@link WebhookSigner} makes it. Immutable. */
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
     * Returns all headers, in the form that most HTTP libraries use.
     *
     * @return the headers by name in lower case, each with one value
     */
    public Map<String, List<String>> headers() {
        var lists = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    /**
     * Returns a header.
     *
     * @param name the name in lower case, such as {@code svix-id}
     * @return its value, or null if the delivery does not have it
     */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /**
     * Returns the body.
     *
     * @return a copy of the exact bytes
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * Returns a copy with a well-formed signature that does not match.
     *
     * @return the copy
     */
    public WebhookDelivery wrongSignature() {
        var other = WebhookSigner.create();
        return withHeader(SIGNATURE, other.signature(text(ID), text(TIMESTAMP), body));
    }

    /**
     * Returns a copy with another body but the same headers, as if it had been changed on the way.
     *
     * @param body the exact bytes of the other body
     * @return the copy
     */
    public WebhookDelivery tampered(byte[] body) {
        return new WebhookDelivery(signer, headers, body.clone());
    }

    /**
     * Returns a later attempt to deliver the same message: the id is the same, timestamp and signature are new.
     *
     * @param timestamp the time of the attempt, cut to whole seconds
     * @return the later delivery
     */
    public WebhookDelivery redelivered(Instant timestamp) {
        return signed(signer, text(ID), timestamp, body);
    }

    /**
     * Returns a copy that a second secret has signed too, as during a rotation of secrets.
     *
     * @param other the signer whose signature comes first
     * @return the copy, with two signatures in one header
     */
    public WebhookDelivery alsoSignedBy(WebhookSigner other) {
        return withHeader(SIGNATURE, other.signature(text(ID), text(TIMESTAMP), body) + " " + text(SIGNATURE));
    }

    /**
     * Returns a copy with one header set. The signature stays as it is.
     *
     * @param name the name in lower case, such as {@code svix-timestamp}
     * @param value the value
     * @return the copy
     */
    public WebhookDelivery withHeader(String name, String value) {
        var changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new WebhookDelivery(signer, changed, body);
    }

    /**
     * Returns a copy without one header.
     *
     * @param name the name in lower case, such as {@code svix-id}
     * @return the copy
     */
    public WebhookDelivery withoutHeader(String name) {
        var changed = new LinkedHashMap<>(headers);
        changed.remove(name);
        return new WebhookDelivery(signer, changed, body);
    }

    private String text(String name) {
        return Objects.requireNonNull(headers.get(name), () -> "The delivery has no header " + name);
    }

    /** Shows the message id only. */
    @Override
    public String toString() {
        return "WebhookDelivery[" + headers.get(ID) + "]";
    }
}
