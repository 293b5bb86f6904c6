package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.backend.model.BillingSubscriptionItemStatusFilter;
import com.clerk.sdk.backend.model.EnterpriseConnectionSamlInput;
import com.clerk.sdk.backend.model.EnterpriseConnectionSamlUpdateInput;
import com.clerk.sdk.backend.model.InitialIdentificationStatus;
import com.clerk.sdk.backend.model.SessionStatusFilter;
import com.clerk.sdk.backend.model.UserCreateParams;
import java.lang.reflect.Member;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An operation offers only what Clerk accepts there, although another operation takes or returns more. */
class NarrowInputsTest {
    /** Returns the names of the public methods and constants of a type, in lower case. */
    private static Set<String> membersOf(Class<?> type) {
        return Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getFields()))
                .map(Member::getName)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    @Test
    void theNameOfASamlConnectionIsSetByAnUpdateOnly() {
        assertThat(membersOf(EnterpriseConnectionSamlUpdateInput.Builder.class)).contains("name", "idpentityid");
        assertThat(membersOf(EnterpriseConnectionSamlInput.Builder.class))
                .contains("idpentityid")
                .doesNotContain("name");
    }

    @Test
    void anAddressOfANewUserCannotBeUnverified() {
        assertThat(membersOf(InitialIdentificationStatus.class))
                .contains("verified", "reserved")
                .doesNotContain("unverified");
        assertThat(UserCreateParams.builder().emailAddressIdentificationStatus(InitialIdentificationStatus.VERIFIED))
                .isNotNull();
    }

    @Test
    void sessionsCannotBeListedByAPendingStatus() {
        assertThat(membersOf(SessionStatusFilter.class)).contains("active").doesNotContain("pending");
    }

    @Test
    void subscriptionItemsCannotBeListedByAStatusThatTheyOnlyPassThrough() {
        assertThat(membersOf(BillingSubscriptionItemStatusFilter.class))
                .contains("active", "free_trial")
                .doesNotContain("canceled", "expired", "incomplete", "abandoned");
    }
}
