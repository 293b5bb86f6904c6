package com.clerk.sdk.web;

import org.jspecify.annotations.Nullable;

/** Clerk's components that a page can show. */
public enum ClerkComponent {
    /** A form to sign in. */
    SIGN_IN("SignIn", "Sign in"),
    /** A form to sign up. */
    SIGN_UP("SignUp", "Sign up"),
    /** The menu of the user. */
    USER_BUTTON("UserButton", "User menu"),
    /** The picture of the user. */
    USER_AVATAR("UserAvatar", "User picture"),
    /** The profile of the user. */
    USER_PROFILE("UserProfile", "User profile"),
    /** The profile of the active organization. */
    ORGANIZATION_PROFILE("OrganizationProfile", "Organization profile"),
    /** A form to create an organization. */
    CREATE_ORGANIZATION("CreateOrganization", "Create organization"),
    /** The menu to change the active organization. */
    ORGANIZATION_SWITCHER("OrganizationSwitcher", "Organization menu"),
    /** The organizations of the user. */
    ORGANIZATION_LIST("OrganizationList", "Organizations"),
    /** A form to join the waitlist. */
    WAITLIST("Waitlist", "Waitlist"),
    /** The plans to choose from. */
    PRICING_TABLE("PricingTable", "Plans"),
    /** The API keys of the user or of the active organization. */
    API_KEYS("APIKeys", "API keys"),
    /** The consent to an application that acts for the user. */
    OAUTH_CONSENT("OAuthConsent", "Consent"),
    /** The task to choose an organization. */
    TASK_CHOOSE_ORGANIZATION("TaskChooseOrganization", "Choose organization"),
    /** The task to reset the password. */
    TASK_RESET_PASSWORD("TaskResetPassword", "Reset password"),
    /** The task to set up a second factor. */
    TASK_SETUP_MFA("TaskSetupMFA", "Second factor");

    private final String mountName;
    private final String label;

    ClerkComponent(String mountName, String label) {
        this.mountName = mountName;
        this.label = label;
    }

    /** Returns the name in Clerk's script, after {@code mount} and {@code unmount}. */
    String mountName() {
        return mountName;
    }

    /** Returns the name of its place for users of screen readers. */
    String label() {
        return label;
    }

    /** Returns the path of Clerk's own page for the same, or null. */
    @Nullable
    String hostedPath() {
        return switch (this) {
            case SIGN_IN -> "/sign-in";
            case SIGN_UP -> "/sign-up";
            default -> null;
        };
    }
}
