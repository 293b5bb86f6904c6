package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestInstances.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Authenticating by the environment, which a process has from its start: so each case is a process of its own. */
class AuthenticateRequestTest {
    /** The program of that process: it authenticates one token twice, and once with options. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            var headers = Map.of("Authorization", List.of("Bearer " + arguments[0]));
            for (int i = 0; i < 2; i++) {
                say(() -> AuthenticateRequest.verify(headers));
            }
            say(() -> AuthenticateRequest.verify(headers, AuthenticateOptions.acceptTokens(TokenType.M2M_TOKEN)));
        }

        private static void say(java.util.function.Supplier<RequestState> question) {
            try {
                System.out.println(States.verdict(question.get()));
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage() + (e.getCause() == null ? "" : " [caused]"));
            }
        }
    }

    private static List<String> run(Map<String, String> environment) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-cp", classPath(), Main.class.getName(), freshToken());
        builder.environment().keySet().removeIf(name -> name.startsWith("CLERK_"));
        builder.environment().putAll(environment);
        var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return output.lines().toList();
    }

    /** Returns the class path of this test, from any runner. */
    private static String classPath() {
        var places = new LinkedHashSet<String>();
        Stream.of(AuthenticateRequest.class, Main.class, OkHttpClient.class).forEach(type -> {
            var source = type.getProtectionDomain().getCodeSource();
            places.add(Path.of(source.getLocation().getPath()).toString());
        });
        for (var property : List.of("java.class.path", "jdk.module.path", "surefire.test.class.path")) {
            places.addAll(List.of(System.getProperty(property, "").split(File.pathSeparator)));
        }
        places.remove("");
        return String.join(File.pathSeparator, new ArrayList<>(places));
    }

    private static String freshToken() {
        long now = Clock.systemUTC().instant().getEpochSecond();
        var claims = TestTokens.with(TestTokens.claims(), "exp", now + 600);
        return TestTokens.signed(TestTokens.header(), TestTokens.with(claims, "iat", now));
    }

    @Test
    void theJwtKeyIsEnough() throws Exception {
        assertThat(run(Map.of("CLERK_JWT_KEY", TestTokens.pem())))
                .containsExactly("signed-in", "signed-in", "signed-out token-type-mismatch");
    }

    @Test
    void theKeyMayStandOnOneLine() throws Exception {
        assertThat(run(Map.of("CLERK_JWT_KEY", TestTokens.pem().replace("\n", "\\n"))))
                .startsWith("signed-in");
    }

    @Test
    void withoutAKeyEveryCallFailsTheSameWay() throws Exception {
        var said = run(Map.of());
        assertThat(said).hasSize(3);
        assertThat(said.get(0))
                .contains("No key to verify tokens with", "CLERK_SECRET_KEY", "CLERK_JWT_KEY", "Clerk Dashboard")
                .doesNotContain("[caused]");
        assertThat(said).containsOnly(said.get(0));
    }

    @Test
    void aWrongKeyIsExplainedEveryTime() throws Exception {
        var said = run(Map.of("CLERK_JWT_KEY", SECRET));
        assertThat(said.get(0))
                .contains("CLERK_JWT_KEY", "is a secret key (sk_", "API keys page of the Clerk Dashboard")
                .doesNotContain(SECRET);
        assertThat(said).containsOnly(said.get(0));
    }

    @Test
    void theRulesOfTheEnvironmentHold() throws Exception {
        var other = PublishableKey.forHost("clerk.example.org").value();
        assertThat(run(Map.of("CLERK_JWT_KEY", TestTokens.pem(), "CLERK_PUBLISHABLE_KEY", other)))
                .startsWith("signed-out token-invalid-issuer");
    }
}
