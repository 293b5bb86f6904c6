package com.clerk.sdk.benchmarks.baseline;

import com.clerk.sdk.benchmarks.shared.CallPeer;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** The baseline of a call: OkHttp and gson as anyone would put them together. */
public class PlainCall extends CallPeer {
    private final OkHttpClient http = new OkHttpClient();
    private final Gson gson = new Gson();
    private String url;

    @Override
    protected void open(String url) {
        this.url = url + "/v1/users/user_1";
    }

    @Override
    protected Object get() throws IOException {
        var request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer sk_test_benchmarks")
                .build();
        try (var response = http.newCall(request).execute()) {
            return gson.fromJson(response.body().charStream(), JsonObject.class);
        }
    }
}
