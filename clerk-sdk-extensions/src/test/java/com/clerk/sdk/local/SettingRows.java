package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.EnterpriseConnectionProvider;
import com.clerk.sdk.backend.model.SamlConnectionProvider;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.local.LocalClerkOperationsTest.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The operations on the settings of the instance, on templates, domains and enterprise connections. */
@SuppressWarnings("deprecation") // Deprecated operations are answered too.
final class SettingRows {
    private final LocalClerk local;
    private final ClerkBackend clerk;

    SettingRows(LocalClerk local) {
        this.local = local;
        this.clerk = local.clerk;
    }

    List<Row> rows() {
        return Stream.of(settings(), more(), domains(), svix(), templates(), jwtTemplates(), saml(), enterprise())
                .flatMap(List::stream)
                .toList();
    }

    private List<Row> settings() {
        return List.of(
                new Row("jwks.get", () -> assertThat(clerk.jwks().get().keys()).hasSize(1)),
                new Row(
                        "instanceSettings.get",
                        () -> assertThat(clerk.instanceSettings().get().environmentType())
                                .isEqualTo("development")),
                new Row("instanceSettings.update", () -> {
                    clerk.instanceSettings().update(i -> i.allowedOrigins("https://example.com"));
                    assertThat(clerk.instanceSettings().get().allowedOrigins()).containsExactly("https://example.com");
                }),
                new Row("instanceSettings.updateRestrictions", () -> {
                    clerk.instanceSettings().updateRestrictions(r -> r.allowlist(true));
                    assertThat(clerk.instanceSettings().updateRestrictions().allowlist())
                            .isTrue();
                }),
                new Row(
                        "instanceSettings.getProtect",
                        () -> assertThat(clerk.instanceSettings().getProtect().specterEnabled())
                                .isFalse()),
                new Row("instanceSettings.updateProtect", () -> {
                    clerk.instanceSettings().updateProtect(p -> p.rulesEnabled(true));
                    assertThat(clerk.instanceSettings().getProtect().rulesEnabled())
                            .isTrue();
                }),
                new Row(
                        "instanceSettings.getCommunication",
                        () -> assertThat(clerk.instanceSettings().getCommunication())
                                .isNotNull()),
                new Row("instanceSettings.updateCommunication", () -> {
                    clerk.instanceSettings().updateCommunication(c -> c.blockedCountryCodes("GB"));
                    assertThat(clerk.instanceSettings().getCommunication().blockedCountryCodes())
                            .containsExactly("GB");
                }));
    }

    private List<Row> more() {
        return List.of(
                new Row(
                        "instanceSettings.getOAuthApplicationSettings",
                        () -> assertThat(clerk.instanceSettings()
                                        .getOAuthApplicationSettings()
                                        .dynamicOauthClientRegistration())
                                .isFalse()),
                new Row("instanceSettings.updateOAuthApplicationSettings", () -> {
                    clerk.instanceSettings().updateOAuthApplicationSettings(o -> o.oauthJwtAccessTokens(true));
                    assertThat(clerk.instanceSettings()
                                    .getOAuthApplicationSettings()
                                    .oauthJwtAccessTokens())
                            .isTrue();
                }),
                new Row(
                        "instanceSettings.getOrganizationSettings",
                        () -> assertThat(clerk.instanceSettings()
                                        .getOrganizationSettings()
                                        .creatorRole())
                                .isEqualTo("org:admin")),
                new Row("instanceSettings.updateOrganizationSettings", () -> {
                    clerk.instanceSettings().updateOrganizationSettings(o -> o.domainsEnabled(true));
                    assertThat(clerk.instanceSettings()
                                    .getOrganizationSettings()
                                    .domainsEnabled())
                            .isTrue();
                }),
                new Row("betaFeatures.updateInstanceSettings", () -> {
                    clerk.betaFeatures().updateInstanceSettings(i -> i.progressiveSignUp(true));
                    assertThat(clerk.betaFeatures().updateInstanceSettings().progressiveSignUp())
                            .isTrue();
                }));
    }

    private String domain() {
        var name = "d" + local.newNumber().substring(1) + ".example";
        return clerk.domains().create(d -> d.name(name).isSatellite(true)).id();
    }

    private String nameOf(String id) {
        return clerk.domains().list().items().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private String primary() {
        return clerk.domains().list().items().stream()
                .filter(one -> !one.isSatellite())
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<Row> domains() {
        return List.of(
                new Row("domains.create", () -> {
                    var id = domain();
                    assertThat(nameOf(id)).endsWith(".example");
                }),
                new Row(
                        "domains.list",
                        () -> assertThat(clerk.domains().list().items()).isNotEmpty()),
                new Row("domains.update", () -> {
                    var id = domain();
                    clerk.domains()
                            .update(id, d -> d.name("other" + local.newNumber().substring(1) + ".example"));
                    assertThat(nameOf(id)).startsWith("other");
                }),
                new Row("domains.delete", () -> {
                    var id = domain();
                    clerk.domains().delete(id);
                    assertThat(clerk.domains().list().items())
                            .extracting(one -> one.id())
                            .doesNotContain(id);
                    assertThatThrownBy(() -> clerk.domains().delete(primary())).isInstanceOf(ClerkApiException.class);
                }),
                new Row("instanceSettings.changeDomain", () -> {
                    clerk.instanceSettings().changeDomain(d -> d.homeUrl("https://first.example"));
                    assertThat(nameOf(primary())).isEqualTo("first.example");
                }),
                new Row("betaFeatures.updateProductionInstanceDomain", () -> {
                    clerk.betaFeatures().updateProductionInstanceDomain(d -> d.homeUrl("https://second.example"));
                    assertThat(nameOf(primary())).isEqualTo("second.example");
                }),
                new Row("proxyChecks.verify", () -> {
                    var id = domain();
                    assertThat(clerk.proxyChecks()
                                    .verify(p -> p.domainId(id).proxyUrl("https://example.com/__clerk"))
                                    .successful())
                            .isTrue();
                }));
    }

    private List<Row> svix() {
        return List.of(
                new Row("webhooks.createSvixApp", () -> {
                    assertThat(clerk.webhooks().createSvixApp().svixUrl()).isNotEmpty();
                    assertThatThrownBy(() -> clerk.webhooks().createSvixApp()).isInstanceOf(ClerkApiException.class);
                    clerk.webhooks().deleteSvixApp();
                }),
                new Row("webhooks.generateSvixAuthUrl", () -> {
                    clerk.webhooks().createSvixApp();
                    assertThat(clerk.webhooks().generateSvixAuthUrl().svixUrl()).isNotEmpty();
                    clerk.webhooks().deleteSvixApp();
                }),
                new Row("webhooks.deleteSvixApp", () -> {
                    clerk.webhooks().createSvixApp();
                    clerk.webhooks().deleteSvixApp();
                    assertThatThrownBy(() -> clerk.webhooks().deleteSvixApp()).isInstanceOf(ClerkApiException.class);
                }));
    }

    private List<Row> templates() {
        return List.of(
                new Row(
                        "templates.list",
                        () -> assertThat(clerk.templates().list("email").items())
                                .isNotEmpty()),
                new Row(
                        "templates.get",
                        () -> assertThat(clerk.templates()
                                        .get("sms", "verification_code")
                                        .canToggle())
                                .isTrue()),
                new Row("templates.upsert", () -> {
                    clerk.templates()
                            .upsert("email", "invitation", t -> t.name("Ours").body("Come in"));
                    assertThat(clerk.templates().get("email", "invitation").body())
                            .isEqualTo("Come in");
                }),
                new Row("templates.revert", () -> {
                    clerk.templates()
                            .upsert("email", "invitation", t -> t.name("Ours").body("Come in"));
                    clerk.templates().revert("email", "invitation");
                    assertThat(clerk.templates().get("email", "invitation").body())
                            .isNotEqualTo("Come in");
                }),
                new Row("templates.toggleDelivery", () -> {
                    clerk.templates().toggleDelivery("sms", "verification_code", t -> t.deliveredByClerk(false));
                    assertThat(clerk.templates().get("sms", "verification_code").deliveredByClerk())
                            .isFalse();
                }),
                new Row(
                        "templates.preview",
                        () -> assertThat(clerk.templates()
                                        .preview("email", "invitation", t -> t.body("Seen"))
                                        .toJson())
                                .contains("Seen")));
    }

    private String jwtTemplate() {
        var name = "t" + local.newNumber().substring(1);
        return clerk.jwtTemplates()
                .create(t -> t.name(name).claims(Map.of("role", "reader")))
                .id();
    }

    private List<Row> jwtTemplates() {
        return List.of(
                new Row("jwtTemplates.create", () -> {
                    var id = jwtTemplate();
                    assertThat(clerk.jwtTemplates().get(id).lifetime()).isEqualTo(60);
                }),
                new Row("jwtTemplates.get", () -> {
                    var id = jwtTemplate();
                    assertThat(clerk.jwtTemplates().get(id).claims().toJson()).contains("reader");
                }),
                new Row("jwtTemplates.list", () -> {
                    var id = jwtTemplate();
                    assertThat(clerk.jwtTemplates().list(l -> l.limit(100)).items())
                            .extracting(one -> one.id())
                            .contains(id);
                }),
                new Row("jwtTemplates.update", () -> {
                    var id = jwtTemplate();
                    var name = clerk.jwtTemplates().get(id).name();
                    clerk.jwtTemplates()
                            .update(id, t -> t.name(name).claims(Map.of()).lifetime(90));
                    assertThat(clerk.jwtTemplates().get(id).lifetime()).isEqualTo(90);
                }),
                new Row("jwtTemplates.delete", () -> {
                    var id = jwtTemplate();
                    clerk.jwtTemplates().delete(id);
                    assertThatThrownBy(() -> clerk.jwtTemplates().get(id)).isInstanceOf(NotFoundException.class);
                }));
    }

    private String samlConnection() {
        return clerk.samlConnections()
                .create(s -> s.name("Okta").domain("okta.example").provider(SamlConnectionProvider.SAML_OKTA))
                .id();
    }

    private List<Row> saml() {
        return List.of(
                new Row("samlConnections.create", () -> {
                    var id = samlConnection();
                    assertThat(clerk.samlConnections().get(id).acsUrl()).contains(id);
                }),
                new Row("samlConnections.get", () -> {
                    var id = samlConnection();
                    assertThat(clerk.samlConnections().get(id).domains()).containsExactly("okta.example");
                }),
                new Row("samlConnections.list", () -> {
                    var id = samlConnection();
                    assertThat(clerk.samlConnections()
                                    .list(l -> l.query("okta").limit(100))
                                    .items())
                            .extracting(one -> one.id())
                            .contains(id);
                }),
                new Row("samlConnections.update", () -> {
                    var id = samlConnection();
                    clerk.samlConnections().update(id, s -> s.active(true));
                    assertThat(clerk.samlConnections().get(id).active()).isTrue();
                }),
                new Row("samlConnections.delete", () -> {
                    var id = samlConnection();
                    clerk.samlConnections().delete(id);
                    assertThatThrownBy(() -> clerk.samlConnections().get(id)).isInstanceOf(NotFoundException.class);
                }));
    }

    private String connection() {
        return clerk.enterpriseConnections()
                .create(e -> e.name("Acme").domains("acme.example").provider(EnterpriseConnectionProvider.SAML_CUSTOM))
                .id();
    }

    private List<Row> enterprise() {
        return Stream.of(connections(), new DirectoryRows(local, this::connection).rows())
                .flatMap(List::stream)
                .toList();
    }

    private List<Row> connections() {
        return List.of(
                new Row("enterpriseConnections.create", () -> {
                    var id = connection();
                    assertThat(clerk.enterpriseConnections().get(id).name()).isEqualTo("Acme");
                }),
                new Row("enterpriseConnections.get", () -> {
                    var id = connection();
                    assertThat(clerk.enterpriseConnections().get(id).domains()).containsExactly("acme.example");
                }),
                new Row("enterpriseConnections.list", () -> {
                    var id = connection();
                    assertThat(clerk.enterpriseConnections()
                                    .list(l -> l.limit(100))
                                    .items())
                            .extracting(one -> one.id())
                            .contains(id);
                }),
                new Row("enterpriseConnections.update", () -> {
                    var id = connection();
                    clerk.enterpriseConnections().update(id, e -> e.active(true));
                    assertThat(clerk.enterpriseConnections().get(id).active()).isTrue();
                }),
                new Row("enterpriseConnections.delete", () -> {
                    var id = connection();
                    clerk.enterpriseConnections().delete(id);
                    assertThatThrownBy(() -> clerk.enterpriseConnections().get(id))
                            .isInstanceOf(NotFoundException.class);
                }),
                new Row("enterpriseConnections.createTestRun", () -> {
                    var id = connection();
                    clerk.enterpriseConnections().createTestRun(id);
                    assertThat(clerk.enterpriseConnections().listTestRuns(id).items())
                            .hasSize(1);
                }),
                new Row("enterpriseConnections.listTestRuns", () -> {
                    var id = connection();
                    assertThat(clerk.enterpriseConnections().listTestRuns(id).items())
                            .isEmpty();
                }));
    }
}
