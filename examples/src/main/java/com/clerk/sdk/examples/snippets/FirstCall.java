package com.clerk.sdk.examples.snippets;

// snippet: first-call
import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.User;

public final class FirstCall {
    public static void main(String[] args) {
        try (var clerk = ClerkBackend.fromEnv()) {
            for (User user : clerk.users().list(q -> q.limit(5)).items()) {
                System.out.println(user.id() + " " + user.createdAt());
            }
        }
    }
}
// end
