package com.clerk.sdk.checks.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.checks.FrameworkClasses;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No token, cookie, key or header of a public type gets out when a user's Jackson 2, Jackson 3 or gson writes it. The
 * test fills every text in an instance of each type. The secrets of {@code clerk-sdk-testing} are made up, so its types
 * are left out.
 */
class MapperSecretsTest {
    private static final List<String> MODULES =
            List.of("runtime", "generated", "extensions", "web", "servlet", "thymeleaf");

    /** Types whose texts are not secret: names, places, and settings that anybody may read. */
    private static final Set<String> PLAIN = Set.of(
            "com.clerk.sdk.auth.AuthenticateOptions",
            "com.clerk.sdk.auth.AuthenticateOptions$Builder",
            "com.clerk.sdk.auth.FactorVerificationAge",
            "com.clerk.sdk.auth.PublishableKey",
            "com.clerk.sdk.auth.Requirement",
            "com.clerk.sdk.auth.VerificationKeyState",
            "com.clerk.sdk.client.steps.BrowserRedirect",
            "com.clerk.sdk.client.steps.BrowserRedirect$Builder",
            "com.clerk.sdk.runtime.CallAttempt",
            "com.clerk.sdk.runtime.CallEvent",
            "com.clerk.sdk.servlet.ClerkPrincipal",
            "com.clerk.sdk.spring.boot.ClerkProperties$FrontendApiProxy",
            "com.clerk.sdk.spring.boot.ClerkProperties$Http",
            "com.clerk.sdk.spring.boot.ClerkProperties$Scripts",
            "com.clerk.sdk.spring.boot.ClerkProperties$Security",
            "com.clerk.sdk.spring.security.ClerkAuthorizationManager",
            "com.clerk.sdk.thymeleaf.ClerkDialect",
            "com.clerk.sdk.web.ClerkScripts",
            "com.clerk.sdk.web.ClerkScripts$Builder",
            "com.clerk.sdk.web.ContentSecurityPolicy",
            "com.clerk.sdk.web.ContentSecurityPolicy$Builder",
            "com.clerk.sdk.web.RequestPath",
            "com.clerk.sdk.webhooks.JdbcDeliveryStore");

    /** Types that hold a caller, who is written without the token, and properties, which are written without keys. */
    private static final Set<String> WITHOUT_KEYS = Set.of(
            "com.clerk.sdk.spring.boot.ClerkProperties",
            "com.clerk.sdk.spring.boot.ClerkProperties$Webhooks",
            "com.clerk.sdk.spring.security.ClerkAuthentication",
            "com.clerk.sdk.spring.test.CallerMutator",
            "com.clerk.sdk.spring.test.CallerPostProcessor",
            "com.clerk.sdk.thymeleaf.ClerkExpressions");

    /**
     * Types with getters: operations whose name begins with "get", which return models; those of a framework's types.
     */
    private static final Set<String> WITH_GETTERS = Set.of(
            "com.clerk.sdk.backend.InstanceSettingsApi",
            "com.clerk.sdk.backend.InstanceSettingsCalls",
            "com.clerk.sdk.frontend.BillingApi",
            "com.clerk.sdk.frontend.BillingCalls",
            "com.clerk.sdk.frontend.OauthApi",
            "com.clerk.sdk.frontend.OauthCalls",
            "com.clerk.sdk.frontend.OrganizationsApi",
            "com.clerk.sdk.frontend.OrganizationsCalls",
            "com.clerk.sdk.frontend.WellKnownApi",
            "com.clerk.sdk.frontend.WellKnownCalls",
            "com.clerk.sdk.servlet.ClerkWebhookServlet",
            "com.clerk.sdk.spring.security.ClerkWebFluxHandlers",
            "com.clerk.sdk.spring.security.ClerkWebMvc");

    interface Mapper {
        String write(Object value) throws Exception;
    }

    static Stream<Mapper> mappers() {
        var jackson2 = com.fasterxml.jackson.databind.json.JsonMapper.builder()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
        return Stream.of(
                jackson2::writeValueAsString,
                new tools.jackson.databind.ObjectMapper()::writeValueAsString,
                capableGson()::toJson);
    }

    /** Returns a gson whose owner has taught it the types of all libraries, so that none of them stops it. */
    private static Gson capableGson() {
        return new GsonBuilder()
                .registerTypeAdapterFactory(new com.google.gson.TypeAdapterFactory() {
                    @Override
                    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
                        return isWrittenByGson(type.getRawType()) ? null : new NullAdapter<>();
                    }
                })
                .create();
    }

    private static boolean isWrittenByGson(Class<?> type) {
        return (FilledInstance.isOfTheSdk(type) && !Throwable.class.isAssignableFrom(type))
                || type.isPrimitive()
                || type.isArray()
                || type.isEnum()
                || type == Object.class
                || type == String.class
                || type == Boolean.class
                || Number.class.isAssignableFrom(type)
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type);
    }

    private static final class NullAdapter<T> extends TypeAdapter<T> {
        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.nullValue();
        }

        @Override
        public T read(JsonReader in) {
            throw new JsonParseException("not read here");
        }
    }

    /** Returns the public types that can have instances. Failures describe themselves, which SecretsTest checks. */
    private static List<Class<?>> types() {
        var own = MODULES.stream().map(module -> ModuleClasses.exportedBy("com.clerk.sdk." + module));
        var frameworks = FrameworkClasses.MODULES.stream().map(FrameworkClasses::of);
        return Stream.concat(own, frameworks)
                .flatMap(Collection::stream)
                .filter(type -> ApiListing.isVisible(type) && !type.isEnum())
                .filter(type -> !type.isInterface() && !Modifier.isAbstract(type.getModifiers()))
                .filter(type -> !Throwable.class.isAssignableFrom(type))
                .collect(Collectors.toList());
    }

    /** Returns whether a type says itself what mappers write of it; the tests of its module check what that is. */
    private static boolean hasForm(Class<?> type) {
        var adapter = type.getAnnotation(JsonAdapter.class);
        return adapter != null && !isRefused(type);
    }

    private static boolean isRefused(Class<?> type) {
        return written(capableGson()::toJson, type).contains("JSON mappers do not write");
    }

    /** Returns the JSON of an instance, or the message of the mapper that fails. */
    private static String written(Mapper mapper, Class<?> type) {
        try {
            return mapper.write(FilledInstance.of(type));
        } catch (Exception e) {
            return "Failed: " + e.getMessage();
        }
    }

    private static boolean isLeak(Class<?> type, String text) {
        var secret = WITHOUT_KEYS.contains(type.getName()) ? FilledInstance.KEY : FilledInstance.SECRET;
        return text.contains(secret) || text.contains("99,97,110,97,114,121"); // its bytes
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void noTypeIsWrittenWithItsSecrets(Mapper mapper) {
        var leaks = new TreeMap<String, String>();
        for (var type : types()) {
            var text = hasForm(type) ? "" : written(mapper, type);
            if (isLeak(type, text) && !PLAIN.contains(type.getName())) {
                leaks.put(type.getName(), text);
            }
        }

        assertThat(leaks).isEmpty();
    }

    /** Gson fails at many types of libraries by accident. A version, or an adapter of the user, may end that. */
    @Test
    void whatGsonDoesNotWriteIsRefusedByTheSdk() {
        var accidents = new TreeMap<String, String>();
        for (var type : types()) {
            var text = hasForm(type) ? "" : written(capableGson()::toJson, type);
            if (text.startsWith("Failed: ") && !text.contains("JSON mappers do not write")) {
                accidents.put(type.getName(), text);
            }
        }

        assertThat(accidents).isEmpty();
    }

    /** Jackson writes what getters return, also what they fetch over the network. */
    @Test
    void jacksonFindsNoPropertyInATypeThatIsNotPlain() {
        var found = new TreeSet<String>();
        var config = new com.fasterxml.jackson.databind.ObjectMapper().getSerializationConfig();
        for (var type : types()) {
            var bean = config.introspect(config.constructType(type));
            boolean hasGetter = bean.findProperties().stream().anyMatch(property -> property.getAccessor() != null);
            if (bean.findJsonValueAccessor() == null && hasGetter) {
                found.add(type.getName());
            }
        }
        found.removeAll(PLAIN);
        found.removeAll(WITHOUT_KEYS);
        found.removeAll(WITH_GETTERS);

        assertThat(found).isEmpty();
    }

    @Test
    void everyTypeOfTheListsExists() {
        var names = types().stream().map(Class::getName).collect(Collectors.toSet());

        assertThat(names).containsAll(PLAIN).containsAll(WITHOUT_KEYS).containsAll(WITH_GETTERS);
    }
}
