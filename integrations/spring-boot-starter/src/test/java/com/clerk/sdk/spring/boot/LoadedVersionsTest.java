package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.Gson;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Map;
import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;
import org.springframework.security.core.SpringSecurityCoreVersion;

/**
 * The versions that these tests run with. The build sets the property {@code clerk.test.boot}: the management of the
 * parent wins over the BOM of a Spring Boot, so that another version could be loaded than the one that is meant.
 */
class LoadedVersionsTest {
    private static final Map<String, List<String>> LINES = Map.of(
            "3.5", List.of("6.2.", "6.5."),
            "4.0", List.of("7.0.", "7.0."),
            "4.1", List.of("7.0.", "7.1."));

    private static final String MEANT = System.getProperty("clerk.test.boot");

    @BeforeAll
    static void theBuildSaysWhatIsMeant() {
        assumeThat(MEANT).as("started by the build").isNotNull();
    }

    @Test
    void springBootIsOfTheLineThatIsMeant() {
        assertThat(SpringBootVersion.getVersion()).startsWith(MEANT + ".");
    }

    @Test
    void springAndItsSecurityFitIt() {
        assertThat(SpringVersion.getVersion()).startsWith(LINES.get(MEANT).get(0));
        assertThat(SpringSecurityCoreVersion.getVersion())
                .startsWith(LINES.get(MEANT).get(1));
    }

    @Test
    void theServersAreThoseOfTheLine() {
        boolean first = MEANT.startsWith("3.");
        assertThat(ServerInfo.getServerNumber()).startsWith(first ? "10.1." : "11.0.");
        assertThat(jarOf(EventLoopGroup.class)).contains(first ? "netty-transport-4.1." : "netty-transport-4.2.");
    }

    private static String jarOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** The version that Spring Boot manages for its users is older than the one that the SDK is compiled with. */
    @Test
    void gsonIsTheOneThatSpringBootManages() {
        assertThat(jarOf(Gson.class)).contains("gson-2.13.2");
    }
}
