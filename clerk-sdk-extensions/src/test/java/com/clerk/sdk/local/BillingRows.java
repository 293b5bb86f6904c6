package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.BillingDiscountRedemptionStatus;
import com.clerk.sdk.backend.model.BillingPayerType;
import com.clerk.sdk.backend.model.BillingPeriods;
import com.clerk.sdk.backend.model.BillingPlan;
import com.clerk.sdk.backend.model.BillingPrice;
import com.clerk.sdk.backend.model.BillingPriceTransitionMode;
import com.clerk.sdk.backend.model.BillingSubscriptionItem;
import com.clerk.sdk.backend.model.BillingSubscriptionItemStatus;
import com.clerk.sdk.backend.model.BillingSubscriptionItemStatusFilter;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ConflictException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.local.LocalClerkOperationsTest.Row;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The operations on billing. Plans and subscriptions come from the server, at Clerk from the Dashboard. */
final class BillingRows {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final LocalClerk local;
    private final ClerkBackend clerk;

    BillingRows(LocalClerk local) {
        this.local = local;
        this.clerk = local.clerk;
    }

    private static String newSlug() {
        return "plan_" + NUMBERS.incrementAndGet();
    }

    /** Subscribes a new user to a new plan of 10 dollars a month, and returns the user's id. */
    private String subscriber() {
        var slug = newSlug();
        var user = local.newUser().id();
        local.server.userPlan(slug, 1000, "export");
        local.server.subscribe(user, slug);
        return user;
    }

    private BillingSubscriptionItem itemOf(String user) {
        return clerk.users().getBillingSubscription(user).subscriptionItems().get(0);
    }

    List<Row> rows() {
        return Stream.concat(plansAndSubscriptions().stream(), pricesAndDiscounts().stream())
                .toList();
    }

    private String priceOf(String plan) {
        return clerk.billing().listPrices(l -> l.planId(plan)).items().stream()
                .filter(BillingPrice::isDefault)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<Row> pricesAndDiscounts() {
        return List.of(
                new Row("billing.createPrice", () -> {
                    var plan = local.server.userPlan(newSlug(), 1000);
                    var made = clerk.billing()
                            .createPrice(p -> p.planId(plan)
                                    .amount(500L)
                                    .annualMonthlyAmount(400L)
                                    .description("For charities"));
                    assertThat(made.isDefault()).isFalse();
                    assertThat(made.fee().amount()).isEqualTo(500);
                    assertThat(made.annualMonthlyFee().amount()).isEqualTo(400);
                    assertThat(made.supportedBillingPeriods()).isEqualTo(BillingPeriods.BOTH);
                    assertThat(clerk.billing().listPrices(l -> l.planId(plan)).items())
                            .extracting(BillingPrice::id)
                            .containsExactly(made.id(), priceOf(plan));
                    assertThatThrownBy(() -> clerk.billing()
                                    .createPrice(p -> p.planId("cplan_missing").amount(500L)))
                            .isInstanceOf(NotFoundException.class);
                }),
                new Row("billing.createPriceTransition", () -> {
                    var user = subscriber();
                    var item = itemOf(user);
                    var cheap = clerk.billing()
                            .createPrice(p -> p.planId(item.planId()).amount(500L));
                    var moved = clerk.billing()
                            .createPriceTransition(
                                    item.id(),
                                    t -> t.fromPriceId(item.priceId()).toPriceId(cheap.id()));
                    var next = moved.subscriptionItem();
                    assertThat(next.status()).isEqualTo(BillingSubscriptionItemStatus.UPCOMING);
                    assertThat(next.priceId()).isEqualTo(cheap.id());
                    assertThat(moved.transition().effectiveMode()).isEqualTo(BillingPriceTransitionMode.END_OF_PERIOD);
                    assertThat(moved.transition().effectiveAt()).isEqualTo(item.periodEnd());
                    assertThat(moved.transition().previousPrice().amount()).isEqualTo(1000);
                    assertThat(clerk.users().getBillingSubscription(user).subscriptionItems())
                            .extracting(BillingSubscriptionItem::id)
                            .containsExactly(item.id(), next.id());
                    assertThat(clerk.billing().cancelSubscriptionItem(next.id()).status())
                            .isEqualTo(BillingSubscriptionItemStatus.ABANDONED);
                    assertThatThrownBy(() -> clerk.billing()
                                    .createPriceTransition(
                                            item.id(),
                                            t -> t.fromPriceId(cheap.id()).toPriceId(item.priceId())))
                            .isInstanceOf(ConflictException.class);
                }),
                new Row("billing.applySubscriptionItemDiscount", () -> {
                    var user = subscriber();
                    var discount = local.server.percentageDiscount("Launch", 20, 3);
                    var used = clerk.billing()
                            .applySubscriptionItemDiscount(itemOf(user).id(), a -> a.discountId(discount));
                    assertThat(used.percentOff()).isEqualTo(20.0);
                    assertThat(used.amount().amount()).isEqualTo(200);
                    assertThat(used.cyclesRemaining()).isEqualTo(3);
                    assertThat(itemOf(user).nextPayment().totals().grandTotal().amount())
                            .isEqualTo(800);
                    assertThatThrownBy(() -> clerk.billing()
                                    .applySubscriptionItemDiscount(itemOf(user).id(), a -> a.discountId(discount)))
                            .isInstanceOf(ConflictException.class);
                }),
                new Row("billing.removeSubscriptionItemDiscount", () -> {
                    var user = subscriber();
                    var item = itemOf(user).id();
                    var discount = local.server.amountDiscount("Friends", 250, 0);
                    clerk.billing().applySubscriptionItemDiscount(item, a -> a.discountId(discount));
                    var removed = clerk.billing().removeSubscriptionItemDiscount(item, discount);
                    assertThat(removed.status()).isEqualTo(BillingDiscountRedemptionStatus.REMOVED);
                    assertThat(removed.amountOff().amount()).isEqualTo(250);
                    assertThat(itemOf(user).nextPayment().totals().grandTotal().amount())
                            .isEqualTo(1000);
                    assertThatThrownBy(() -> clerk.billing().removeSubscriptionItemDiscount(item, discount))
                            .isInstanceOf(NotFoundException.class);
                }));
    }

    private List<Row> plansAndSubscriptions() {
        return List.of(
                new Row("billing.listPlans", () -> {
                    var id = local.server.userPlan(newSlug(), 1000, "export", "share");
                    var team = local.server.organizationPlan(newSlug(), 5000);
                    var plan = clerk.billing()
                            .listPlans(l -> l.limit(1L).offset(1L))
                            .items()
                            .get(0);
                    assertThat(plan.id()).isEqualTo(id);
                    assertThat(plan.fee().amount()).isEqualTo(1000);
                    assertThat(plan.features()).extracting(one -> one.slug()).containsExactly("export", "share");
                    assertThat(clerk.billing()
                                    .listPlans(l -> l.payerType(BillingPayerType.ORG))
                                    .items())
                            .extracting(BillingPlan::id)
                            .contains(team)
                            .doesNotContain(id);
                }),
                new Row("billing.listPrices", () -> {
                    var dear = local.server.userPlan(newSlug(), 2000);
                    var cheap = local.server.userPlan(newSlug(), 100);
                    assertThat(clerk.billing().listPrices(l -> l.limit(500L)).items())
                            .extracting(price -> price.planId())
                            .containsSubsequence(cheap, dear);
                    var price = clerk.billing()
                            .listPrices(l -> l.planId(dear))
                            .items()
                            .get(0);
                    assertThat(price.amount()).isEqualTo(2000);
                    assertThat(price.isDefault()).isTrue();
                    assertThatThrownBy(() -> clerk.billing().listPrices(l -> l.planId("cplan_missing")))
                            .isInstanceOf(NotFoundException.class);
                }),
                new Row("users.getBillingSubscription", () -> {
                    var user = subscriber();
                    var subscription = clerk.users().getBillingSubscription(user);
                    var item = subscription.subscriptionItems().get(0);
                    assertThat(item.plan().fee().amount()).isEqualTo(1000);
                    assertThat(item.payer().userId()).isEqualTo(user);
                    assertThat(subscription.nextPayment().amount().amount()).isEqualTo(1000);
                    assertThatThrownBy(() -> clerk.users()
                                    .getBillingSubscription(local.newUser().id()))
                            .isInstanceOf(NotFoundException.class);
                }),
                new Row("organizations.getBillingSubscription", () -> {
                    var slug = newSlug();
                    var organization = local.newOrganization();
                    local.server.organizationPlan(slug, 5000, "audit");
                    local.server.subscribe(organization.id(), slug);
                    var item = clerk.organizations()
                            .getBillingSubscription(organization.id())
                            .subscriptionItems()
                            .get(0);
                    assertThat(item.plan().slug()).isEqualTo(slug);
                    assertThat(item.payer().organizationName()).isEqualTo(organization.name());
                }),
                new Row("billing.listSubscriptionItems", () -> {
                    var free = newSlug();
                    local.server.organizationPlan(free, 0);
                    var organization = local.newOrganization().id();
                    local.server.subscribe(organization, free);
                    var item = itemOf(subscriber());
                    assertThat(items()).contains(item.id()).doesNotContain(freeItem(organization));
                    assertThat(clerk.billing()
                                    .listSubscriptionItems(
                                            l -> l.limit(1L).includeFree(true).offset(1L))
                                    .items()
                                    .get(0)
                                    .id())
                            .isEqualTo(freeItem(organization));
                    assertThat(clerk.billing()
                                    .listSubscriptionItems(l -> l.planId(item.planId()))
                                    .items())
                            .extracting(BillingSubscriptionItem::id)
                            .containsExactly(item.id());
                    assertThat(clerk.billing()
                                    .listSubscriptionItems(
                                            l -> l.query(item.payer().email().toUpperCase(Locale.ROOT)))
                                    .items())
                            .extracting(BillingSubscriptionItem::id)
                            .containsExactly(item.id());
                }),
                new Row("billing.cancelSubscriptionItem", () -> {
                    var later = itemOf(subscriber());
                    var canceled = clerk.billing().cancelSubscriptionItem(later.id());
                    assertThat(canceled.status()).isEqualTo(BillingSubscriptionItemStatus.CANCELED);
                    assertThat(canceled.canceledAt()).isNotNull();
                    assertThatThrownBy(() -> clerk.billing().cancelSubscriptionItem(later.id()))
                            .isInstanceOf(ClerkApiException.class)
                            .hasMessageContaining("canceled already");
                    var user = subscriber();
                    var ended =
                            clerk.billing().cancelSubscriptionItem(itemOf(user).id(), c -> c.endNow(true));
                    assertThat(ended.status()).isEqualTo(BillingSubscriptionItemStatus.ENDED);
                    assertThat(clerk.users().getBillingSubscription(user).subscriptionItems())
                            .isEmpty();
                }),
                new Row("billing.extendSubscriptionItemFreeTrial", () -> {
                    var slug = newSlug();
                    var user = local.newUser().id();
                    local.server.userPlan(slug, 1000);
                    var item = local.server.subscribeWithTrial(user, slug, Duration.ofDays(14));
                    var end = itemOf(user).periodEnd().plus(Duration.ofDays(16));
                    var extended = clerk.billing().extendSubscriptionItemFreeTrial(item, e -> e.extendTo(end));
                    assertThat(extended.isFreeTrial()).isTrue();
                    assertThat(itemOf(user).periodEnd()).isEqualTo(end);
                    assertThat(clerk.billing()
                                    .listSubscriptionItems(
                                            l -> l.status(BillingSubscriptionItemStatusFilter.FREE_TRIAL))
                                    .items())
                            .extracting(BillingSubscriptionItem::id)
                            .containsExactly(item);
                    assertThatThrownBy(() -> clerk.billing()
                                    .extendSubscriptionItemFreeTrial(
                                            itemOf(subscriber()).id(), e -> e.extendTo(end)))
                            .isInstanceOf(ClerkApiException.class)
                            .hasMessageContaining("not in a free trial");
                }),
                new Row("billing.listStatements", () -> {
                    var user = subscriber();
                    var statement = clerk.billing().listStatements().items().get(0);
                    assertThat(statement.payer().userId()).isEqualTo(user);
                    assertThat(statement.totals().grandTotal().amount()).isEqualTo(1000);
                }),
                new Row("billing.getStatement", () -> {
                    subscriber();
                    var listed = clerk.billing().listStatements().items().get(0);
                    assertThat(clerk.billing().getStatement(listed.id())).isEqualTo(listed);
                    assertThatThrownBy(() -> clerk.billing().getStatement("cstmt_missing"))
                            .isInstanceOf(NotFoundException.class);
                }),
                new Row("billing.listStatementPaymentAttempts", () -> {
                    var item = itemOf(subscriber());
                    var statement = clerk.billing().listStatements().items().get(0);
                    var attempts = clerk.billing()
                            .listStatementPaymentAttempts(statement.id())
                            .items();
                    assertThat(attempts).hasSize(1);
                    assertThat(attempts.get(0).subscriptionItemId()).isEqualTo(item.id());
                    assertThat(attempts.get(0).paidAt()).isNotNull();
                }));
    }

    private List<String> items() {
        return clerk.billing().listSubscriptionItems(l -> l.limit(500L)).items().stream()
                .map(BillingSubscriptionItem::id)
                .toList();
    }

    private String freeItem(String organization) {
        return clerk.organizations()
                .getBillingSubscription(organization)
                .subscriptionItems()
                .get(0)
                .id();
    }
}
