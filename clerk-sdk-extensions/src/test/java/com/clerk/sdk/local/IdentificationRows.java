package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.local.LocalClerkOperationsTest.Row;
import java.util.List;

/** The operations on email addresses and phone numbers. */
final class IdentificationRows {
    private final LocalClerk local;
    private final ClerkBackend clerk;

    IdentificationRows(LocalClerk local) {
        this.local = local;
        this.clerk = local.clerk;
    }

    private String email(boolean verified) {
        var user = local.newUser().id();
        return clerk.emailAddresses()
                .create(e -> e.userId(user).emailAddress(local.newAddress()).verified(verified))
                .id();
    }

    private String phone(boolean verified) {
        var user = local.newUser().id();
        return clerk.phoneNumbers()
                .create(p -> p.userId(user).phoneNumber(local.newNumber()).verified(verified))
                .id();
    }

    List<Row> rows() {
        return List.of(
                new Row("emailAddresses.create", () -> {
                    var user = local.newUser().id();
                    var made = clerk.emailAddresses()
                            .create(e -> e.userId(user)
                                    .emailAddress(local.newAddress())
                                    .primary(true));
                    assertThat(clerk.users().get(user).primaryEmailAddressId()).isEqualTo(made.id());
                }),
                new Row("emailAddresses.get", () -> {
                    var id = email(true);
                    assertThat(clerk.emailAddresses().get(id).id()).isEqualTo(id);
                }),
                new Row("emailAddresses.update", () -> {
                    var id = email(true);
                    clerk.emailAddresses().update(id, e -> e.verified(false));
                    assertThat(clerk.emailAddresses().get(id).verification()).isNull();
                }),
                new Row("emailAddresses.delete", () -> {
                    var id = email(true);
                    clerk.emailAddresses().delete(id);
                    assertThatThrownBy(() -> clerk.emailAddresses().get(id)).isInstanceOf(NotFoundException.class);
                }),
                new Row("emailAddresses.replaceForUser", () -> {
                    var user = local.newUser().id();
                    var made = clerk.emailAddresses().replaceForUser(user, e -> e.emailAddress(local.newAddress()));
                    assertThat(clerk.users().get(user).emailAddresses())
                            .extracting(one -> one.id())
                            .containsExactly(made.id());
                }),
                new Row("emailAddresses.prepareVerification", () -> {
                    var attempt = clerk.emailAddresses().prepareVerification(email(false));
                    assertThat(attempt.status()).isEqualTo("unverified");
                }),
                new Row("emailAddresses.attemptVerification", () -> {
                    var id = email(false);
                    var attempt = clerk.emailAddresses().prepareVerification(id);
                    clerk.emailAddresses()
                            .attemptVerification(
                                    id, a -> a.verificationId(attempt.id()).code("424242"));
                    assertThat(clerk.emailAddresses().get(id).verification()).isNotNull();
                }),
                new Row("phoneNumbers.create", () -> {
                    var user = local.newUser().id();
                    var made = clerk.phoneNumbers().create(p -> p.userId(user).phoneNumber(local.newNumber()));
                    assertThat(clerk.users().get(user).primaryPhoneNumberId()).isEqualTo(made.id());
                }),
                new Row("phoneNumbers.get", () -> {
                    var id = phone(true);
                    assertThat(clerk.phoneNumbers().get(id).id()).isEqualTo(id);
                }),
                new Row("phoneNumbers.update", () -> {
                    var id = phone(true);
                    clerk.phoneNumbers().update(id, p -> p.reservedForSecondFactor(true));
                    assertThat(clerk.phoneNumbers().get(id).reservedForSecondFactor())
                            .isTrue();
                }),
                new Row("phoneNumbers.delete", () -> {
                    var id = phone(true);
                    clerk.phoneNumbers().delete(id);
                    assertThatThrownBy(() -> clerk.phoneNumbers().get(id)).isInstanceOf(NotFoundException.class);
                }),
                new Row("phoneNumbers.replaceForUser", () -> {
                    var user = local.newUser().id();
                    var made = clerk.phoneNumbers().replaceForUser(user, p -> p.phoneNumber(local.newNumber()));
                    assertThat(clerk.users().get(user).phoneNumbers())
                            .extracting(one -> one.id())
                            .containsExactly(made.id());
                }),
                new Row("phoneNumbers.prepareVerification", () -> {
                    var attempt = clerk.phoneNumbers().prepareVerification(phone(false));
                    assertThat(attempt.strategy()).isEqualTo("phone_code");
                }),
                new Row("phoneNumbers.attemptVerification", () -> {
                    var id = phone(false);
                    var attempt = clerk.phoneNumbers().prepareVerification(id);
                    clerk.phoneNumbers()
                            .attemptVerification(
                                    id, a -> a.verificationId(attempt.id()).code("424242"));
                    assertThat(clerk.phoneNumbers().get(id).verification()).isNotNull();
                }));
    }
}
