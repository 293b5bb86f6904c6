package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The metadata of the properties, for editors. The build writes it from the javadoc of {@link ClerkProperties}. */
class MetadataTest {
    private static final TreeMap<String, JsonObject> METADATA = new TreeMap<>();
    private static final String FILE = "META-INF/spring-configuration-metadata.json";
    private static String text = "";

    @BeforeAll
    static void read() throws IOException {
        for (var file : Collections.list(ClerkProperties.class.getClassLoader().getResources(FILE))) {
            try (var in = file.openStream()) {
                var one = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                text = one.contains("\"clerk.secret-key\"") ? one : text;
            }
        }
        assertThat(text).as("the metadata that the annotation processor writes").isNotEmpty();
        for (var property : JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("properties")) {
            var name = property.getAsJsonObject().get("name").getAsString();
            if (name.startsWith("clerk.")) { // others are of the actuator endpoint
                METADATA.put(name, property.getAsJsonObject());
            }
        }
    }

    @Test
    void everyPropertyIsThereAndNoOther() {
        var expected = new ArrayList<String>();
        addNames("clerk", ClerkProperties.class, expected);
        assertThat(METADATA.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** With them, Spring Boot reads no configuration whose conditions fail. */
    @Test
    void theConditionsOfTheConfigurationsAreInAMetadataFile() throws IOException {
        var loader = ClerkProperties.class.getClassLoader();
        var conditions = new Properties();
        for (var file : Collections.list(loader.getResources("META-INF/spring-autoconfigure-metadata.properties"))) {
            try (var in = file.openStream()) {
                conditions.load(in);
            }
        }
        assertThat(conditions.stringPropertyNames())
                .contains(
                        ClerkServletSecurityAutoConfiguration.class.getName() + ".ConditionalOnWebApplication",
                        ClerkReactiveSecurityAutoConfiguration.class.getName() + ".ConditionalOnClass");
    }

    @Test
    void everyPropertyHasADescriptionAndAType() {
        METADATA.forEach((name, property) -> {
            assertThat(property.has("description")).as(name).isTrue();
            assertThat(property.get("description").getAsString())
                    .as(name)
                    .endsWith(".")
                    .hasSizeGreaterThan(20);
            assertThat(property.has("type")).as(name).isTrue();
        });
    }

    @Test
    void defaultsAreThoseOfTheProperties() {
        assertThat(METADATA.get("clerk.enabled").get("defaultValue").getAsBoolean())
                .isTrue();
        assertThat(METADATA.get("clerk.api-url").get("defaultValue").getAsString())
                .isEqualTo("https://api.clerk.com");
        assertThat(METADATA.get("clerk.http.read-timeout").get("defaultValue").getAsString())
                .isEqualTo("30s");
    }

    @Test
    void valuesOfAListHaveHints() {
        assertThat(text).contains("\"session-token\"", "\"api-key\"", "\"m2m-token\"", "\"oauth-token\"", "\"jdbc\"");
    }

    private static void addNames(String prefix, Class<?> type, List<String> names) {
        for (var component : type.getRecordComponents()) {
            var name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            assertThat(ConfigurationPropertyName.isValid(name)).isTrue();
            if (component.getType().isRecord()) {
                addNames(name, component.getType(), names);
            } else {
                names.add(name);
            }
        }
    }
}
