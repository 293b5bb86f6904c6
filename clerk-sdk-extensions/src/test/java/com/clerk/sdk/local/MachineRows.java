package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.ApiKeyWithSecret;
import com.clerk.sdk.backend.model.M2mToken;
import com.clerk.sdk.backend.model.M2mTokenCreateParams;
import com.clerk.sdk.backend.model.M2mTokenFormat;
import com.clerk.sdk.backend.model.OAuthApplicationWithSecret;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.local.LocalClerkOperationsTest.Row;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.Upload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The operations on machines, M2M tokens, API keys and OAuth applications. */
final class MachineRows {
    private static final byte[] PICTURE = "not really a picture".getBytes(StandardCharsets.UTF_8);

    private final LocalClerk local;
    private final ClerkBackend clerk;

    MachineRows(LocalClerk local) {
        this.local = local;
        this.clerk = local.clerk;
    }

    List<Row> rows() {
        return Stream.of(machines(), scopes(), tokens(), keys(), applications())
                .flatMap(List::stream)
                .toList();
    }

    private String machine() {
        return clerk.machines().create(m -> m.name("billing")).id();
    }

    private List<Row> machines() {
        return List.of(
                new Row("machines.create", () -> {
                    var made = clerk.machines().create(m -> m.name("billing").defaultTokenTtl(60));
                    assertThat(made.secretKey()).startsWith("ak_");
                    assertThat(clerk.machines().get(made.id()).toJson()).doesNotContain("secret");
                }),
                new Row("machines.get", () -> {
                    var id = machine();
                    assertThat(clerk.machines().get(id).name()).isEqualTo("billing");
                }),
                new Row("machines.list", () -> {
                    var id = machine();
                    assertThat(clerk.machines().list(l -> l.query(id)).items()).hasSize(1);
                }),
                new Row("machines.update", () -> {
                    var id = machine();
                    clerk.machines().update(id, m -> m.name("renamed"));
                    assertThat(clerk.machines().get(id).name()).isEqualTo("renamed");
                }),
                new Row("machines.delete", () -> {
                    var id = machine();
                    clerk.machines().delete(id);
                    assertThatThrownBy(() -> clerk.machines().get(id)).isInstanceOf(NotFoundException.class);
                }),
                new Row("machines.getSecretKey", () -> {
                    var made = clerk.machines().create(m -> m.name("billing"));
                    assertThat(clerk.machines().getSecretKey(made.id()).secret())
                            .isEqualTo(made.secretKey());
                }),
                new Row("machines.rotateSecretKey", () -> {
                    var id = machine();
                    var rotated = clerk.machines().rotateSecretKey(id, r -> r.previousTokenTtl(0));
                    assertThat(clerk.machines().getSecretKey(id).secret()).isEqualTo(rotated.secret());
                }));
    }

    private List<Row> scopes() {
        return List.of(
                new Row("machines.createScope", () -> {
                    var from = machine();
                    var to = machine();
                    clerk.machines().createScope(from, s -> s.toMachineId(to));
                    assertThat(clerk.machines().get(from).scopedMachines())
                            .extracting(one -> one.id())
                            .containsExactly(to);
                }),
                new Row("machines.deleteScope", () -> {
                    var to = machine();
                    var from = clerk.machines()
                            .create(m -> m.name("caller").scopedMachines(to))
                            .id();
                    clerk.machines().deleteScope(from, to);
                    assertThat(clerk.machines().get(from).scopedMachines()).isEmpty();
                }));
    }

    private M2mToken token(M2mTokenFormat format) {
        var machine = clerk.machines().create(m -> m.name("caller"));
        return clerk.m2mTokens()
                .calls()
                .create(M2mTokenCreateParams.of(t -> t.tokenFormat(format)))
                .with(CallOptions.builder().bearer(machine.secretKey()).build())
                .execute();
    }

    private List<Row> tokens() {
        return List.of(
                new Row("m2mTokens.create", () -> {
                    assertThat(token(M2mTokenFormat.JWT).token()).contains(".");
                    assertThat(token(M2mTokenFormat.OPAQUE).token()).startsWith("mt_");
                }),
                new Row("m2mTokens.list", () -> {
                    var token = token(M2mTokenFormat.OPAQUE);
                    assertThat(clerk.m2mTokens()
                                    .list(l -> l.subject(token.subject()))
                                    .items())
                            .extracting(one -> one.id())
                            .containsExactly(token.id());
                }),
                new Row("m2mTokens.verify", () -> {
                    var token = token(M2mTokenFormat.OPAQUE);
                    assertThat(clerk.m2mTokens()
                                    .verify(v -> v.token(token.token()))
                                    .id())
                            .isEqualTo(token.id());
                }),
                new Row("m2mTokens.revoke", () -> {
                    var token = token(M2mTokenFormat.OPAQUE);
                    clerk.m2mTokens().revoke(token.id(), r -> r.revocationReason("test"));
                    assertThatThrownBy(() -> clerk.m2mTokens().verify(v -> v.token(token.token())))
                            .isInstanceOf(NotFoundException.class);
                }));
    }

    private ApiKeyWithSecret key() {
        var user = local.newUser().id();
        return clerk.apiKeys().create(k -> k.name("A key").subject(user).scopes("read"));
    }

    private List<Row> keys() {
        return List.of(
                new Row("apiKeys.create", () -> {
                    var key = key();
                    assertThat(clerk.apiKeys().get(key.id()).scopes()).containsExactly("read");
                }),
                new Row("apiKeys.get", () -> {
                    var key = key();
                    assertThat(clerk.apiKeys().get(key.id()).toJson()).doesNotContain(key.secret());
                }),
                new Row("apiKeys.list", () -> {
                    var key = key();
                    assertThat(clerk.apiKeys()
                                    .list(l -> l.subject(key.subject()))
                                    .items())
                            .extracting(one -> one.id())
                            .containsExactly(key.id());
                }),
                new Row("apiKeys.update", () -> {
                    var key = key();
                    clerk.apiKeys().update(key.id(), k -> k.scopes("read", "write"));
                    assertThat(clerk.apiKeys().get(key.id()).scopes()).containsExactly("read", "write");
                }),
                new Row("apiKeys.delete", () -> {
                    var key = key();
                    clerk.apiKeys().delete(key.id());
                    assertThatThrownBy(() -> clerk.apiKeys().get(key.id())).isInstanceOf(NotFoundException.class);
                }),
                new Row("apiKeys.getSecret", () -> {
                    var key = key();
                    assertThat(clerk.apiKeys().getSecret(key.id()).secret()).isEqualTo(key.secret());
                }),
                new Row("apiKeys.verify", () -> {
                    var key = key();
                    assertThat(clerk.apiKeys()
                                    .verify(v -> v.secret(key.secret()))
                                    .subject())
                            .isEqualTo(key.subject());
                }),
                new Row("apiKeys.revoke", () -> {
                    var key = key();
                    clerk.apiKeys().revoke(key.id());
                    assertThatThrownBy(() -> clerk.apiKeys().verify(v -> v.secret(key.secret())))
                            .isInstanceOf(NotFoundException.class);
                }));
    }

    private OAuthApplicationWithSecret application() {
        return clerk.oauthApplications().create(a -> a.name("An application").redirectUris("https://example.com/back"));
    }

    private List<Row> applications() {
        return List.of(
                new Row("oauthApplications.create", () -> {
                    var made = application();
                    assertThat(made.clientSecret()).isNotEmpty();
                    assertThat(clerk.oauthApplications().get(made.id()).redirectUris())
                            .containsExactly("https://example.com/back");
                }),
                new Row("oauthApplications.get", () -> {
                    var made = application();
                    assertThat(clerk.oauthApplications().get(made.id()).toJson())
                            .doesNotContain(made.clientSecret());
                }),
                new Row("oauthApplications.list", () -> {
                    var made = application();
                    assertThat(clerk.oauthApplications()
                                    .list(l -> l.nameQuery(made.clientId()))
                                    .items())
                            .hasSize(1);
                }),
                new Row("oauthApplications.update", () -> {
                    var id = application().id();
                    clerk.oauthApplications().update(id, a -> a.name("Renamed"));
                    assertThat(clerk.oauthApplications().get(id).name()).isEqualTo("Renamed");
                }),
                new Row("oauthApplications.delete", () -> {
                    var id = application().id();
                    clerk.oauthApplications().delete(id);
                    assertThatThrownBy(() -> clerk.oauthApplications().get(id)).isInstanceOf(NotFoundException.class);
                }),
                new Row("oauthApplications.uploadLogo", () -> {
                    var id = application().id();
                    clerk.oauthApplications().uploadLogo(id, l -> l.file(Upload.of("a.png", "image/png", PICTURE)));
                    assertThat(clerk.oauthApplications().get(id).clientImageUrl())
                            .isNotNull();
                }),
                new Row("oauthApplications.rotateSecret", () -> {
                    var made = application();
                    assertThat(clerk.oauthApplications().rotateSecret(made.id()).clientSecret())
                            .isNotEqualTo(made.clientSecret());
                }),
                new Row("oauthApplications.revokeToken", () -> {
                    var made = application();
                    var token = local.server.oauthAccessToken(
                            made.clientId(), local.newUser().id(), "profile");
                    clerk.oauthApplications().revokeToken(made.id(), r -> r.token(token));
                    assertThat(clerk.oauthAccessTokens()
                                    .verify(v -> v.accessToken(token))
                                    .toString())
                            .doesNotContain(made.clientId());
                }),
                new Row("oauthAccessTokens.verify", () -> {
                    var made = application();
                    var token = local.server.oauthAccessToken(
                            made.clientId(), local.newUser().id(), "profile");
                    assertThat(clerk.oauthAccessTokens().verify(v -> v.accessToken(token)))
                            .isNotNull();
                }));
    }
}
