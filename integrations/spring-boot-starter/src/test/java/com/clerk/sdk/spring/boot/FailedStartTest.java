package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The log of an application that cannot start. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
    @Test
    void withoutAKeyTheLogSaysWhichPropertyToSetAndWhereTheKeyIs(CapturedOutput output) {
        start();
        assertThat(output.getAll())
                .containsOnlyOnce("APPLICATION FAILED TO START")
                .containsOnlyOnce("Description:")
                .contains("clerk.secret-key: The secret key is missing.")
                .contains(
                        "Set clerk.secret-key in application.properties, or CLERK_SECRET_KEY in the environment. The key"
                                + " is on the API keys page of the Clerk Dashboard.")
                .doesNotContain("\tat com.clerk");
    }

    @ParameterizedTest
    @CsvSource({
        "clerk.secret-key=pk_test_canaryCANARY, clerk.secret-key: The secret key contains a publishable key",
        "clerk.publishable-key=sk_test_canaryCANARY, clerk.publishable-key: This is a secret key",
        "clerk.publishable-key=pk_live_Y2xlcmsuZXhhbXBsZS5jb20k, belong to different instances",
        "clerk.webhooks.path=/hooks, clerk.webhooks.signing-secret: The signing secret of the webhook endpoint is missing",
        "clerk.webhooks.path=/hooks/**, clerk.webhooks.path: The path must begin with a slash",
        "clerk.security.public-paths=api/**, clerk.security.public-paths: The path",
        "clerk.security.public-paths=/a/**/b, clerk.security.public-paths: The path",
        "clerk.security.public-paths=/**/x, clerk.security.public-paths: The path",
        "clerk.security.public-paths=/a b, clerk.security.public-paths: The path"
    })
    void aWrongPropertyIsNamedAndNotItsValue(String property, String message, CapturedOutput output) {
        boolean secretKey = property.startsWith("clerk.secret-key=");
        boolean signed = property.endsWith("/hooks/**");
        start(
                secretKey ? "some.property=" : "clerk.secret-key=" + Keys.SECRET,
                signed ? "clerk.webhooks.signing-secret=" + WebhookTest.SIGNER.secret() : "another.property=",
                property);
        assertThat(output.getAll())
                .containsOnlyOnce("APPLICATION FAILED TO START")
                .contains(message)
                .doesNotContain("canaryCANARY");
    }

    private static void start(String... properties) {
        var arguments = new String[properties.length + 2];
        arguments[0] = "--server.port=0";
        arguments[1] = "--spring.main.banner-mode=off";
        for (int i = 0; i < properties.length; i++) {
            arguments[i + 2] = "--" + properties[i];
        }
        assertThatThrownBy(() -> SpringApplication.run(ConditionsTest.Plain.class, arguments))
                .isInstanceOf(RuntimeException.class);
    }
}
