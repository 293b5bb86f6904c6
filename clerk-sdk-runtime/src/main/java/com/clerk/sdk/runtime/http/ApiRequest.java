package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Page;
import com.clerk.sdk.runtime.Params;
import com.clerk.sdk.runtime.Redirect;
import com.clerk.sdk.runtime.Upload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Builds a call: first the content of the request, then the type of the result. Not thread-safe; use an instance for
 * one call only.
 */
public final class ApiRequest {
    private static final long MAX_LIMIT = 500;

    private final ApiClient client;
    private final String operation;
    private final String method;
    private final String template;
    private final String path;
    private final Map<String, List<String>> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable RequestBody body;
    private boolean enveloped;

    ApiRequest(ApiClient client, String operation, String method, String template, String[] ids) {
        this.client = client;
        this.operation = operation;
        this.method = method;
        this.template = template;
        this.path = PathTemplate.fill(template, ids);
    }

    /**
     * Sends parameters as a JSON body, query and headers.
     *
     * @param params the parameters; if they have no field of the body, no body is sent
     * @return this
     */
    public ApiRequest params(Params params) {
        var contents = params.contents();
        body = RequestBodies.json(contents, addQueryAndHeaders(contents));
        return this;
    }

    /**
     * Sends parameters as a form body, query and headers.
     *
     * @param params the parameters; if they have no field of the body, no body is sent
     * @return this
     */
    public ApiRequest form(Params params) {
        body = RequestBodies.form(addQueryAndHeaders(params.contents()));
        return this;
    }

    /**
     * Sends parameters as a multipart body with fields and files, query and headers.
     *
     * @param params the parameters; if they have no field of the body and no file, no body is sent
     * @return this
     */
    public ApiRequest multipart(Params params) {
        var contents = params.contents();
        body = RequestBodies.multipart(contents, addQueryAndHeaders(contents));
        return this;
    }

    /**
     * Sends a file as the whole body.
     *
     * @param upload the file
     * @return this
     */
    public ApiRequest binary(Upload upload) {
        body = RequestBodies.upload(upload);
        return this;
    }

    /**
     * Sends a query parameter.
     *
     * @param name name of the parameter
     * @param value its value
     * @return this
     */
    public ApiRequest query(String name, String value) {
        query.put(name, List.of(value));
        return this;
    }

    /**
     * Sets the header {@code Accept}, in place of the default for the type of the result.
     *
     * @param type value of the header {@code Accept}
     * @return this
     */
    public ApiRequest accept(String type) {
        headers.put("Accept", type);
        return this;
    }

    /**
     * Reads the result from the property {@code response} of an object, as the Frontend API sends it. A response
     * without that property is read as the result itself.
     *
     * @return this
     */
    public ApiRequest envelope() {
        enveloped = true;
        return this;
    }

    /**
     * Returns the call with a JSON result.
     *
     * @param codec codec of the result
     * @return the call
     * @param <T> type of the result
     */
    public <T> ApiCall<T> returns(Codec<T> codec) {
        return call(new JsonDecoder<>(codec, enveloped));
    }

    /**
     * Returns the call with a list as result: an array, or an object with an array in {@code data}.
     *
     * @param codec codec of the elements
     * @param paging the way to the next page
     * @return the call
     * @param <T> type of the elements
     * @throws IllegalArgumentException if {@code limit} is not 1 to 500
     */
    public <T> ApiCall<Page<T>> returnsPage(Codec<T> codec, Paging paging) {
        return page(null, codec, paging);
    }

    /**
     * Returns the call with a list as result: an array, or an object with an array in a property.
     *
     * @param itemsField name of the property
     * @param codec codec of the elements
     * @param paging the way to the next page
     * @return the call
     * @param <T> type of the elements
     * @throws IllegalArgumentException if {@code limit} is not 1 to 500
     */
    public <T> ApiCall<Page<T>> returnsPage(String itemsField, Codec<T> codec, Paging paging) {
        return page(itemsField, codec, paging);
    }

    /**
     * Returns the call with a text result.
     *
     * @return the call
     */
    public ApiCall<String> returnsText() {
        return call(TextDecoder.INSTANCE);
    }

    /**
     * Returns the call with a JSON result, or null if the response has no content.
     *
     * @param codec codec of the result
     * @return the call
     * @param <T> type of the result
     */
    public <T> ApiCall<@Nullable T> returnsNullable(Codec<T> codec) {
        return call(new NullableDecoder<>(codec, enveloped));
    }

    /**
     * Returns the call with a redirect as result. The redirect is not followed.
     *
     * @return the call
     */
    public ApiCall<Redirect> returnsRedirect() {
        return call(RedirectDecoder.INSTANCE);
    }

    /**
     * Returns the call without a result. The body of the response is discarded.
     *
     * @return the call
     */
    public ApiCall<@Nullable Void> returnsVoid() {
        return call(VoidDecoder.INSTANCE);
    }

    private <T> ApiCall<Page<T>> page(@Nullable String itemsField, Codec<T> codec, Paging paging) {
        checkLimit();
        if (paging == Paging.OFFSET_COUNTED || paging == Paging.SINGLE_PAGE_COUNTED) {
            query.putIfAbsent("paginated", List.of("true"));
        }
        return call(new PageDecoder<>(itemsField, codec, paging, enveloped));
    }

    private void checkLimit() {
        for (var limit : query.getOrDefault("limit", List.of())) {
            if (!isLimit(limit)) {
                throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT
                        + ". Clerk does not reject other values, but silently returns 10 elements.");
            }
        }
    }

    private static boolean isLimit(String text) {
        try {
            long limit = Long.parseLong(text);
            return limit >= 1 && limit <= MAX_LIMIT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private <T extends @Nullable Object> ApiCall<T> call(Decoder<T> decoder) {
        var spec = new RequestSpec(operation, method, template, path, query, headers, wholeBody());
        return new HttpCall<>(client, spec, decoder, CallOptions.none());
    }

    private @Nullable RequestBody wholeBody() {
        return switch (method) {
            case "POST", "PATCH" -> new OneShotBody(body == null ? RequestBodies.EMPTY : body);
            case "PUT" -> body == null ? RequestBodies.EMPTY : body;
            default -> body;
        };
    }

    /** Adds the query and the headers of the parameters, and returns the fields of the body. */
    private Map<String, JsonValue> addQueryAndHeaders(Params.Contents contents) {
        addQuery(contents.query());
        headers.putAll(contents.headers());
        if (!sendsExtraInBody(contents)) {
            addQuery(contents.extra());
            return contents.body();
        }
        if (contents.extra().isEmpty()) {
            return contents.body();
        }
        var fields = new LinkedHashMap<>(contents.body());
        fields.putAll(contents.extra());
        return fields;
    }

    private boolean sendsExtraInBody(Params.Contents contents) {
        return switch (method) {
            case "POST", "PUT", "PATCH" -> contents.items() == null;
            default -> !contents.body().isEmpty();
        };
    }

    private void addQuery(Map<String, JsonValue> fields) {
        for (var field : fields.entrySet()) {
            query.put(field.getKey(), FieldText.ofQuery(field.getValue()));
        }
    }
}
