package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.state.Table;
import com.google.gson.JsonObject;

/** Checks of a domain's proxy. The local Clerk sends no request to it: a check of an absolute URL succeeds. */
final class ProxyChecks {
    private final Backend backend;
    private final Table domains;

    ProxyChecks(Backend backend, Table domains) {
        this.backend = backend;
        this.domains = domains;
    }

    void register() {
        backend.operations().add("proxyChecks.verify", this::verify);
    }

    private JsonObject verify(CheckedRequest request) {
        var url = request.text("proxy_url");
        var domainId = request.text("domain_id");
        if (url == null) {
            throw ErrorResponseException.missing("proxy_url");
        }
        if (domainId == null) {
            throw ErrorResponseException.missing("domain_id");
        }
        AccessLists.requireUrl(url, "proxy_url");
        domains.get(domainId);
        var now = backend.instance().now();
        var check = backend.rows().make("ProxyCheck", now);
        check.addProperty("id", backend.instance().ids().id("proxchk_"));
        check.addProperty("domain_id", domainId);
        check.addProperty("proxy_url", url);
        check.addProperty("last_run_at", now);
        check.addProperty("successful", true);
        return check;
    }
}
