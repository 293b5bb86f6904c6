package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.InProcessClerk;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.web.Assets;
import com.clerk.sdk.testing.server.web.WebServer;

/** Takes requests from the web server, records them, and returns the stubbed response or else that of the Clerk. */
final class ClerkDispatcher implements WebServer.Handler {
    private final InProcessClerk clerk;
    private final StubbedResponses stubs;
    private final RequestLog log;
    private final Assets assets;

    ClerkDispatcher(InProcessClerk clerk, StubbedResponses stubs, RequestLog log, Assets assets) {
        this.assets = assets;
        this.clerk = clerk;
        this.stubs = stubs;
        this.log = log;
    }

    @Override
    public WebServer.Reply handle(ServerRequest request) {
        var asset = assets.respond(request);
        if (asset != null) {
            return WebServer.Reply.of(asset);
        }
        var received = ReceivedRequest.of(request);
        log.add(received.cut());
        var stub = stubs.take(received);
        var response = stub.isPassThrough() ? stub.decorate(clerk.handle(request)) : stub.response();
        return new WebServer.Reply(response, stub.delay(), stub.fault());
    }
}
