package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.DurationStyle;

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
    void defaultsAreThoseOfTheProperties() throws ReflectiveOperationException {
        var source = new MapConfigurationPropertySource(Map.of());
        var defaults = new TreeMap<String, String>();
        addDefaults("clerk", new Binder(source).bindOrCreate("clerk", ClerkProperties.class), defaults);
        assertThat(defaults)
                .containsEntry("clerk.enabled", "true")
                .containsEntry("clerk.api-url", "https://api.clerk.com")
                .containsEntry("clerk.accepts-tokens", "SESSION_TOKEN")
                .containsEntry("clerk.http.read-timeout", "PT30S");
        METADATA.forEach((name, property) -> assertThat(normalized(name, property.get("defaultValue")))
                .as(name)
                .isEqualTo(defaults.get(name)));
    }

    /** A property that is set leaves the other defaults of its group as they are. */
    @Test
    void aGroupThatIsSetInPartKeepsItsOtherDefaults() {
        var source = new MapConfigurationPropertySource(Map.of(
                "clerk.http.read-timeout", "7s",
                "clerk.security.public-paths", "/",
                "clerk.frontend-api-proxy.enabled", "true",
                "clerk.webhooks.path", "/hooks",
                "clerk.scripts.ui-version", "2"));
        var properties = new Binder(source).bindOrCreate("clerk", ClerkProperties.class);
        assertThat(properties.http())
                .isEqualTo(new ClerkProperties.Http(
                        Duration.ofSeconds(10), Duration.ofSeconds(7), Duration.ofSeconds(60)));
        assertThat(properties.security()).isEqualTo(new ClerkProperties.Security(true, List.of("/"), List.of()));
        assertThat(properties.frontendApiProxy()).isEqualTo(new ClerkProperties.FrontendApiProxy(true, "/__clerk"));
        assertThat(properties.webhooks())
                .isEqualTo(new ClerkProperties.Webhooks(
                        "/hooks", List.of(), Duration.ofMinutes(5), ClerkProperties.Deliveries.MEMORY, false));
        assertThat(properties.scripts()).isEqualTo(new ClerkProperties.Scripts("6", "2"));
    }

    @Test
    void valuesOfAListHaveHints() {
        assertThat(text).contains("\"session-token\"", "\"api-key\"", "\"m2m-token\"", "\"oauth-token\"", "\"jdbc\"");
    }

    private static void addDefaults(String prefix, Record values, Map<String, String> defaults)
            throws ReflectiveOperationException {
        for (var component : values.getClass().getRecordComponents()) {
            var value = component.getAccessor().invoke(values);
            if (value instanceof Record group) {
                addDefaults(name(prefix, component), group, defaults);
            } else if (value != null && !value.equals(List.of())) {
                defaults.put(name(prefix, component), text(value));
            }
        }
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : value.toString();
    }

    /** Returns a default of the metadata as its property writes it, or null if it has none. */
    private static String normalized(String name, JsonElement value) {
        if (value == null) {
            return null;
        }
        var type = METADATA.get(name).get("type").getAsString();
        var text = value.isJsonArray() ? joined(value.getAsJsonArray()) : value.getAsString();
        if (type.equals(Duration.class.getName())) {
            return DurationStyle.detectAndParse(text).toString();
        }
        boolean constant = type.contains("TokenType") || type.contains("Deliveries");
        return constant ? text.replace('-', '_').toUpperCase(Locale.ROOT) : text;
    }

    private static String joined(JsonArray values) {
        return values.asList().stream().map(JsonElement::getAsString).collect(Collectors.joining(","));
    }

    private static String name(String prefix, RecordComponent component) {
        return prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static void addNames(String prefix, Class<?> type, List<String> names) {
        for (var component : type.getRecordComponents()) {
            var name = name(prefix, component);
            assertThat(ConfigurationPropertyName.isValid(name)).isTrue();
            if (component.getType().isRecord()) {
                addNames(name, component.getType(), names);
            } else {
                names.add(name);
            }
        }
    }
}
