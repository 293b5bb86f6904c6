package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Messages;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonObject;

/** The rules for new passwords. */
final class Passwords {
    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 72;

    private Passwords() {}

    /**
     * Returns a password.
     *
     * @param parameter the name of the field that has it
     * @throws ErrorResponseException if it is too short or too long
     */
    static String require(String password, String parameter) {
        if (password.length() < MIN_LENGTH) {
            throw ErrorResponseException.unprocessable(
                    "form_password_length_too_short",
                    parameter + " must have " + MIN_LENGTH + " characters or more.",
                    parameter);
        }
        if (password.length() > MAX_LENGTH) {
            throw ErrorResponseException.unprocessable(
                    "form_password_length_too_long",
                    parameter + " must have " + MAX_LENGTH + " characters or fewer.",
                    parameter);
        }
        return password;
    }

    /** Records on a user that the password was set now. */
    static void record(Instance instance, JsonObject user) {
        if (Json.flag(user, "password_enabled")) {
            new Messages(instance).tell(user, "password_changed");
        }
        user.addProperty("password_enabled", true);
        user.addProperty("password_last_updated_at", instance.now());
        new Users(instance).changed(user);
    }
}
