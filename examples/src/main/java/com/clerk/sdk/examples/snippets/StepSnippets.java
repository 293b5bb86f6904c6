package com.clerk.sdk.examples.snippets;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.client.steps.AlreadySignedIn;
import com.clerk.sdk.client.steps.BrowserRedirect;
import com.clerk.sdk.client.steps.Cancelled;
import com.clerk.sdk.client.steps.Complete;
import com.clerk.sdk.client.steps.NeedsFields;
import com.clerk.sdk.client.steps.NeedsFirstFactor;
import com.clerk.sdk.client.steps.NeedsNewPassword;
import com.clerk.sdk.client.steps.NeedsSecondFactor;
import com.clerk.sdk.client.steps.NeedsSignIn;
import com.clerk.sdk.client.steps.NeedsSignUp;
import com.clerk.sdk.client.steps.NeedsTasks;
import com.clerk.sdk.client.steps.NeedsVerification;
import com.clerk.sdk.client.steps.Step;
import com.clerk.sdk.client.steps.StepException;
import com.clerk.sdk.frontend.model.SessionStartReverificationLevel;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The snippets of docs/frontend.md about sign-in and sign-up. */
final class StepSnippets {
    private StepSnippets() {}

    static String signIn(ClerkFrontend clerk) {
        // snippet: steps-sign-in
        Step step = clerk.steps().signIn("ada@example.com");
        if (step instanceof NeedsFirstFactor factor) {
            step = factor.password("correct horse battery");
        }
        if (step instanceof NeedsSecondFactor factor) {
            step = factor.totp("123456");
        }
        return step.requireComplete().sessionId();
        // end
    }

    static Step code(ClerkFrontend clerk, UnaryOperator<String> ask) {
        // snippet: steps-code
        Step step = clerk.steps().signIn("ada@example.com");
        if (step instanceof NeedsFirstFactor factor && factor.factor("email_code") != null) {
            step = factor.sendCode("email_code");
        }
        if (step instanceof NeedsFirstFactor factor) {
            step = factor.code(ask.apply("The code in the email"));
        }
        // end
        return step;
    }

    // snippet: steps-drive
    static Step next(Step step, UnaryOperator<String> ask) {
        if (step instanceof NeedsFirstFactor factor) {
            return factor.password(ask.apply("Password"));
        } else if (step instanceof NeedsSecondFactor factor) {
            return factor.totp(ask.apply("Code of your authenticator app"));
        } else if (step instanceof NeedsNewPassword password) {
            return password.newPassword(ask.apply("New password"), true);
        } else if (step instanceof NeedsFields fields) {
            return fields.update(user -> fields.missingFields().forEach(name -> user.extra(name, ask.apply(name))));
        } else if (step instanceof NeedsVerification email) {
            email.sendCode("email_code");
            return email.code("email_code", ask.apply("The code in the email"));
        } else if (step instanceof NeedsTasks tasks) {
            return tasks.chooseOrganization(ask.apply("Organization"));
        }
        throw new IllegalStateException("This program cannot do the step " + step);
    }
    // end

    static Step signUp(ClerkFrontend clerk) {
        // snippet: steps-sign-up
        Step step = clerk.steps()
                .signUp(user -> user.emailAddress("ada@example.com").password("correct horse battery"));
        // end
        return step;
    }

    static Step again(NeedsFirstFactor factor, Function<String, String> ask) {
        // snippet: steps-errors
        while (true) {
            try {
                return factor.password(ask.apply("Password"));
            } catch (StepException e) {
                switch (e.reason()) {
                    case PASSWORD_INCORRECT -> show("Please try again");
                    case ACCOUNT_LOCKED -> throw e;
                    default ->
                        e.errorsByField()
                                .forEach((field, errors) ->
                                        show(field + ": " + errors.get(0).message()));
                }
            }
        }
        // end
    }

    static void browser(ClerkFrontend clerk) {
        // snippet: steps-browser
        var redirect = BrowserRedirect.standard();
        Step step = clerk.steps().signInWithBrowser("oauth_google", redirect);
        if (step instanceof NeedsSignUp unknown) {
            step = unknown.signUp(user -> user.unsafeMetadata("{\"source\":\"desktop\"}"));
        }
        if (step instanceof Complete complete) {
            complete.activate();
        } else if (step instanceof Cancelled) {
            show("You are not signed in");
        }
        // end
    }

    static void list(ClerkBackend backend, BrowserRedirect redirect) {
        // snippet: steps-list
        redirect.urls().forEach(url -> backend.redirectUrls().create(r -> r.url(url)));
        // end
    }

    static Step transfer(Step step) {
        if (step instanceof NeedsSignIn known) {
            return known.signIn();
        }
        return step instanceof AlreadySignedIn ? step : step.requireComplete();
    }

    static Step reverify(ClerkFrontend clerk) {
        // snippet: steps-reverify
        Step step = clerk.steps().reverify(SessionStartReverificationLevel.SECOND_FACTOR);
        // end
        return step;
    }

    static @Nullable String change(ClerkFrontend clerk) {
        // snippet: frontend-resources
        clerk.me().update(user -> user.firstName("Ada").clearLastName());
        var organization = clerk.organizations().create(o -> o.name("Analytical Engines"));
        clerk.organizationInvitations()
                .create(
                        organization.id(),
                        i -> i.emailAddress("charles@example.com").role("org:member"));
        var name = clerk.state().user().fullName();
        // end
        return name;
    }

    private static void show(String text) {
        System.out.println(text);
    }
}
