package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.InstanceSettings;
import com.clerk.sdk.testing.server.state.Roles;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The settings of the instance in the form that Clerk's browser code reads before it shows anything. */
final class Environment {
    private static final List<String> URLS = List.of(
            "logo_image_url",
            "favicon_image_url",
            "home_url",
            "sign_in_url",
            "sign_up_url",
            "user_profile_url",
            "after_sign_in_url",
            "after_sign_up_url",
            "after_sign_out_one_url",
            "after_sign_out_all_url",
            "after_switch_session_url",
            "organization_profile_url",
            "create_organization_url",
            "after_leave_organization_url",
            "after_create_organization_url",
            "terms_url",
            "privacy_policy_url",
            "waitlist_url",
            "after_join_waitlist_url",
            "support_email");

    private final InstanceSettings settings;

    Environment(Instance instance) {
        this.settings = instance.settings();
    }

    /** Returns the environment. */
    JsonObject json() {
        var json = new JsonObject();
        json.addProperty("object", "environment");
        json.addProperty("id", "env_in_process");
        json.addProperty("maintenance_mode", false);
        json.addProperty("client_debug_mode", false);
        json.addProperty("partitioned_cookies", false);
        json.add("auth_config", authConfig());
        json.add("display_config", displayConfig());
        json.add("user_settings", userSettings());
        json.add("organization_settings", organizationSettings());
        json.add("commerce_settings", commerceSettings());
        return json;
    }

    private JsonObject authConfig() {
        return object(
                "object",
                "auth_config",
                "id",
                "aconf_in_process",
                "single_session_mode",
                !settings.severalSessions(),
                "claimed_at",
                JsonNull.INSTANCE,
                "reverification",
                true,
                "preferred_channels",
                JsonNull.INSTANCE);
    }

    private JsonObject displayConfig() {
        var type = settings.live() ? "production" : "development";
        var preferred = settings.password() ? "password" : "otp";
        var config = object(
                "object",
                "display_config",
                "id",
                "display_config_in_process",
                "instance_environment_type",
                type,
                "application_name",
                "In-process Clerk",
                "preferred_sign_in_strategy",
                preferred,
                "branded",
                false,
                "show_devmode_warning",
                !settings.live(),
                "captcha_public_key",
                JsonNull.INSTANCE,
                "captcha_public_key_invisible",
                JsonNull.INSTANCE,
                "captcha_widget_type",
                JsonNull.INSTANCE,
                "captcha_provider",
                "turnstile",
                "captcha_oauth_bypass",
                List.of(),
                "captcha_heartbeat",
                false,
                "theme",
                theme());
        URLS.forEach(name -> config.addProperty(name, ""));
        return config;
    }

    private static JsonObject theme() {
        return object(
                "buttons", object("font_color", "#ffffff", "font_family", "sans-serif", "font_weight", "600"),
                "general",
                        object(
                                "color", "#2f5d8a",
                                "padding", "1em",
                                "box_shadow", "none",
                                "font_color", "#1a1a1a",
                                "font_family", "sans-serif",
                                "border_radius", "0.5em",
                                "background_color", "#ffffff",
                                "label_font_weight", "600"),
                "accounts", object("background_color", "#ffffff"));
    }

    private JsonObject userSettings() {
        var secondFactor = !settings.secondFactors().isEmpty();
        return object(
                "attributes", attributes(),
                "social", social(),
                "sign_in", object("second_factor", object("required", false, "enabled", secondFactor)),
                "sign_up", signUp(),
                "password_settings", passwordSettings(),
                "username_settings", object("min_length", 4, "max_length", 64),
                "actions", object("delete_self", true, "create_organization", true),
                "passkey_settings", object("allow_autofill", false, "show_sign_in_button", false),
                "saml", object("enabled", false),
                "enterprise_sso", object("enabled", false),
                "attack_protection", object("enumeration_protection", object("enabled", false)));
    }

    private JsonObject attributes() {
        var identifiers = settings.identifiers();
        var attributes = new JsonObject();
        attributes.add("email_address", address("email_address", emailStrategies()));
        attributes.add("phone_number", phone());
        attributes.add("username", attribute(identifiers.contains("username"), isRequired("username"), List.of()));
        attributes.add("web3_wallet", attribute(false, false, List.of()));
        attributes.add("first_name", attribute(true, false, List.of()));
        attributes.add("last_name", attribute(true, false, List.of()));
        attributes.add("password", attribute(settings.password(), settings.password(), List.of()));
        attributes.add("authenticator_app", secondFactor("totp"));
        attributes.add("backup_code", secondFactor("backup_code"));
        attributes.add("ticket", attribute(true, false, List.of()));
        attributes.add("passkey", attribute(false, false, List.of()));
        return attributes;
    }

    private List<String> emailStrategies() {
        var strategies = new ArrayList<>(List.of("email_code"));
        if (settings.emailLinks()) {
            strategies.add("email_link");
        }
        return strategies;
    }

    private boolean isRequired(String identifier) {
        for (var name : List.of("email_address", "phone_number", "username")) {
            if (settings.identifiers().contains(name)) {
                return name.equals(identifier);
            }
        }
        return false;
    }

    private JsonObject address(String name, List<String> strategies) {
        var enabled = settings.identifiers().contains(name);
        var attribute = attribute(enabled, isRequired(name), enabled ? strategies : List.of());
        attribute.addProperty("verify_at_sign_up", enabled);
        return attribute;
    }

    private JsonObject phone() {
        var attribute = address("phone_number", List.of("phone_code"));
        if (settings.secondFactors().contains("phone_code")) {
            attribute.addProperty("enabled", true);
            attribute.addProperty("used_for_second_factor", true);
            attribute.add("second_factors", Json.arrayOfTexts(List.of("phone_code")));
            attribute.add("verifications", Json.arrayOfTexts(List.of("phone_code")));
        }
        return attribute;
    }

    private JsonObject secondFactor(String strategy) {
        var enabled = settings.secondFactors().contains(strategy);
        var attribute = attribute(enabled, false, List.of());
        attribute.addProperty("used_for_second_factor", enabled);
        attribute.add("second_factors", Json.arrayOfTexts(enabled ? List.of(strategy) : List.of()));
        return attribute;
    }

    private static JsonObject attribute(boolean enabled, boolean required, List<String> strategies) {
        return object(
                "enabled",
                enabled,
                "required",
                required,
                "used_for_first_factor",
                !strategies.isEmpty(),
                "first_factors",
                strategies,
                "used_for_second_factor",
                false,
                "second_factors",
                List.of(),
                "verifications",
                strategies,
                "verify_at_sign_up",
                false);
    }

    private JsonObject social() {
        var social = new JsonObject();
        settings.socialProviders().stream().sorted().forEach(strategy -> {
            var name = strategy.substring("oauth_".length());
            social.add(
                    strategy,
                    object(
                            "strategy", strategy,
                            "name", displayName(name),
                            "enabled", true,
                            "required", false,
                            "authenticatable", true,
                            "block_email_subaddresses", false,
                            "not_selectable", false,
                            "deprecated", false,
                            "logo_url", ""));
        });
        return social;
    }

    private static String displayName(String provider) {
        return provider.substring(0, 1).toUpperCase(Locale.ROOT) + provider.substring(1);
    }

    private JsonObject signUp() {
        return object(
                "captcha_enabled", false,
                "captcha_widget_type", JsonNull.INSTANCE,
                "mode", "public",
                "progressive", true,
                "legal_consent_enabled", false,
                "allowlist_only", false,
                "custom_action_required", false,
                "mfa", object("required", settings.secondFactorRequired()));
    }

    private static JsonObject passwordSettings() {
        return object(
                "disable_hibp", true,
                "min_length", 8,
                "max_length", 72,
                "require_special_char", false,
                "require_numbers", false,
                "require_uppercase", false,
                "require_lowercase", false,
                "show_zxcvbn", false,
                "min_zxcvbn_strength", 0,
                "enforce_hibp_on_sign_in", false,
                "allowed_special_characters", "");
    }

    private JsonObject organizationSettings() {
        return object(
                "enabled", settings.organizations(),
                "max_allowed_memberships", 5,
                "force_organization_selection", settings.organizationRequired(),
                "creator_role", Roles.ADMIN,
                "slug", object("disabled", false),
                "actions", object("admin_delete", true),
                "domains", object("enabled", false, "enrollment_modes", List.of(), "default_role", JsonNull.INSTANCE),
                "organization_creation_defaults", object("enabled", false));
    }

    private static JsonObject commerceSettings() {
        return object(
                "billing",
                object(
                        "stripe_publishable_key",
                        JsonNull.INSTANCE,
                        "organization",
                        object("enabled", false, "has_paid_plans", false),
                        "user",
                        object("enabled", false, "has_paid_plans", false)));
    }

    /** Returns an object of names and values, which alternate. */
    private static JsonObject object(Object... namesAndValues) {
        var object = new JsonObject();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            object.add(namesAndValues[i].toString(), Json.of(namesAndValues[i + 1]));
        }
        return object;
    }
}
