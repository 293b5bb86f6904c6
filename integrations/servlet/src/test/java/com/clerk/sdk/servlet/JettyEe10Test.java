package com.clerk.sdk.servlet;

/** The filter in Jetty with the servlet API of Jakarta EE 10. */
class JettyEe10Test extends FilterContract {
    @Override
    Container start(Container.Application application) {
        return JettyEe10.start(application);
    }
}
