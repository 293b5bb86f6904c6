package com.clerk.sdk.web;

/** Clerk's components that a page can show. */
public enum ClerkComponent {
    /** A form to sign in. */
    SIGN_IN("SignIn"),
    /** A form to sign up. */
    SIGN_UP("SignUp"),
    /** The menu of the user. */
    USER_BUTTON("UserButton"),
    /** The picture of the user. */
    USER_AVATAR("UserAvatar"),
    /** The profile of the user. */
    USER_PROFILE("UserProfile"),
    /** The profile of the active organization. */
    ORGANIZATION_PROFILE("OrganizationProfile"),
    /** A form to create an organization. */
    CREATE_ORGANIZATION("CreateOrganization"),
    /** The menu to change the active organization. */
    ORGANIZATION_SWITCHER("OrganizationSwitcher"),
    /** The organizations of the user. */
    ORGANIZATION_LIST("OrganizationList"),
    /** A form to join the waitlist. */
    WAITLIST("Waitlist"),
    /** The plans to choose from. */
    PRICING_TABLE("PricingTable"),
    /** The API keys of the user or of the active organization. */
    API_KEYS("APIKeys"),
    /** The consent to an application that acts for the user. */
    OAUTH_CONSENT("OAuthConsent"),
    /** The task to choose an organization. */
    TASK_CHOOSE_ORGANIZATION("TaskChooseOrganization"),
    /** The task to reset the password. */
    TASK_RESET_PASSWORD("TaskResetPassword"),
    /** The task to set up a second factor. */
    TASK_SETUP_MFA("TaskSetupMFA");

    private final String mountName;

    ClerkComponent(String mountName) {
        this.mountName = mountName;
    }

    /** Returns the name in Clerk's script, after {@code mount} and {@code unmount}. */
    String mountName() {
        return mountName;
    }
}
