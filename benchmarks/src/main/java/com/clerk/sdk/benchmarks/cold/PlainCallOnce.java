package com.clerk.sdk.benchmarks.cold;

import com.clerk.sdk.benchmarks.shared.ColdStartProbe;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** The same call with OkHttp and gson alone. */
final class PlainCallOnce {
    private PlainCallOnce() {}

    public static void main(String[] args) throws Exception {
        var request = new Request.Builder()
                .url(args[0] + "/v1/users/user_1")
                .header("Authorization", "Bearer sk_test_benchmarks")
                .build();
        try (var response = new OkHttpClient().newCall(request).execute()) {
            var user = new Gson().fromJson(response.body().charStream(), JsonObject.class);
            ColdStartProbe.with(user.get("id").getAsString());
        }
    }
}
