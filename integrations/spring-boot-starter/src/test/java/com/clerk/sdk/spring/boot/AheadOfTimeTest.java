package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.webhooks.event.UserCreated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The processing of an application ahead of time, for a native image. */
class AheadOfTimeTest {
    @TempDir
    private Path folder;

    private String process(String... arguments) throws Exception {
        var all = new String[6 + arguments.length];
        var fixed = new String[] {
            Application.class.getName(),
            folder.resolve("sources").toString(),
            folder.resolve("resources").toString(),
            folder.resolve("classes").toString(),
            "com.example",
            "application"
        };
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(arguments, 0, all, fixed.length, arguments.length);
        SpringApplicationAotProcessor.main(all);
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(AheadOfTimeTest::isText)
                    .map(AheadOfTimeTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    /** Later lines of Spring Boot write a binary cache of repositories beside sources, hints and properties. */
    private static boolean isText(Path file) {
        var name = file.toString();
        return name.endsWith(".java") || name.endsWith(".json") || name.endsWith(".properties");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void withoutKeysTheBeansAreKept() throws Exception {
        assertThat(process("--clerk.webhooks.path=/hooks"))
                .contains("clerkBackend")
                .contains("clerkRequestAuthenticator")
                .contains("clerkSecurityFilterChain")
                .contains("clerkWebhookHandler");
    }

    @Test
    void noKeyOfTheBuildIsKept() throws Exception {
        assertThat(process("--clerk.secret-key=" + Keys.SECRET, "--clerk.webhooks.path=/hooks"))
                .isNotEmpty()
                .doesNotContain("canaryCANARY");
    }

    @Test
    void propertiesAndMethodsForWebhooksCanBeReachedByReflection() throws Exception {
        assertThat(process("--clerk.webhooks.path=/hooks"))
                .contains(ClerkProperties.class.getName())
                .contains(ClerkProperties.Webhooks.class.getName())
                .containsPattern("(?s)AheadOfTimeTest\\$Events.{0,400}created");
    }

    static class Events {
        @ClerkWebhookEvent
        void created(UserCreated event) {
            throw new IllegalStateException("No event arrives in this test: " + event.type());
        }
    }

    /** An application with a main method, which the processor calls. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        public static void main(String[] arguments) {
            SpringApplication.run(Application.class, arguments);
        }

        @Bean
        Events events() {
            return new Events();
        }
    }
}
