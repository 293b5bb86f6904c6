package com.clerk.sdk.openapi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clerk.sdk.openapi.naming.Descriptions;
import com.clerk.sdk.openapi.naming.Names;
import com.clerk.sdk.openapi.naming.OperationProposal;
import com.clerk.sdk.openapi.naming.ProseFiles;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalsTest {
    @ParameterizedTest
    @CsvSource({
        "/clients, Clients, GetClientList, true, clients.list",
        "/clients/{id}, Clients, GetClient, false, clients.get",
        "/things, Things, ListThings, true, things.list",
        "/things/{id}, Things, UpdateThing, false, things.update",
        "/things/{id}/lid, Things, OpenThingLid, false, things.openLid",
        "/things/bulk, Things, CreateBulkThings, true, things.bulkCreate",
        "/jwt_templates/{id}, JWT Templates, GetJWTTemplate, false, jwtTemplates.get",
        "/templates/{type}, Email & SMS Templates, GetTemplateList, true, templates.list",
        "/v1/me/phone_numbers, Phone Numbers, postPhoneNumbers, false, phoneNumbers.create",
        "/v1/me/billing/checkouts/{id}, Checkouts, GetUserBillingCheckout, false, billing.getCheckout",
        "/v1/me, User, patchUser, false, me.update",
        "/organizations/{id}/domains, Domains, ListOrganizationDomains, true, organizationDomains.list",
        "/backend/things, Things, BackendListThings, true, things.list",
        "/things, , getThings, true, things.list",
        "/, , ping, false, other.ping"
    })
    void aProposalIsTheResourceAndWhatIsDoneToIt(String path, String tag, String id, boolean isList, String name) {
        assertThat(OperationProposal.of("backend", path, tag == null ? "" : tag, id, isList))
                .isEqualTo(name);
    }

    /** The documents do not belong to this repository: the test runs if {@code -Dclerk.upstream} names their folder. */
    @Test
    void sevenOfTenProposalsAreTheNamesThatWereChosen() {
        var folder = System.getProperty("clerk.upstream", "");
        assumeTrue(!folder.isBlank(), "-Dclerk.upstream is not set to the folder of Clerk's documents");
        var others = new ArrayList<String>();
        var all = 0;
        for (var document : new String[][] {
            {"backend", "backend-2026-05-12.yml"},
            {"frontend", "frontend-2026-05-12.yml"},
            {"platform", "platform-beta.yml"}
        }) {
            var upstream = UpstreamDocument.load(Path.of(folder, document[1]));
            var names = Names.load(Path.of("names", document[0] + ".yaml"));
            var docs = ProseFiles.load(Path.of("docs", document[0]));
            var context = ImportContext.of(upstream, names, new Descriptions(docs, false));
            var operations = new Operations(document[0], context, new OperationGroups(docs));
            for (var operation : upstream.operations()) {
                var proposal = operations.proposal(operation);
                var chosen = names.find("operations", operation.id());
                all++;
                if (!proposal.equals(chosen)) {
                    others.add(document[0] + " " + operation.location() + ": " + proposal + ", not " + chosen);
                }
            }
        }

        assertThat(all).isEqualTo(502);
        assertThat(others).as(String.join("\n", others)).hasSizeLessThanOrEqualTo(all * 30 / 100);
    }
}
