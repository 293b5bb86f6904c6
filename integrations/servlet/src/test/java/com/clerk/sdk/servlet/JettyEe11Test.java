package com.clerk.sdk.servlet;

/** The filter in Jetty with the servlet API of Jakarta EE 11. */
class JettyEe11Test extends FilterContract {
    @Override
    Container start(Container.Application application) {
        return JettyEe11.start(application);
    }
}
