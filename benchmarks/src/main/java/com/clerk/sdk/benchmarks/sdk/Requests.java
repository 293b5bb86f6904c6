package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.backend.model.UserUpdateParams;
import com.clerk.sdk.runtime.ApiCall;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A request that is built and not sent: parameters, call, and the JSON of its body. */
@State(Scope.Benchmark)
public class Requests {
    private final ClerkBackend clerk = new ClerkBackend("sk_test_benchmarks");

    @Benchmark
    public ApiCall<User> call() {
        return clerk.users().calls().update("user_1", params());
    }

    @Benchmark
    public String body() {
        return params().contents().json().toString();
    }

    private static UserUpdateParams params() {
        return UserUpdateParams.builder()
                .firstName("Ada")
                .lastName("Lovelace")
                .username("ada")
                .externalId("ext-1")
                .clearPrimaryPhoneNumberId()
                .build();
    }
}
