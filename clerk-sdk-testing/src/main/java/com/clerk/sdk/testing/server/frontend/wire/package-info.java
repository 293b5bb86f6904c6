/** The parts of requests and responses of the Frontend API: forms, uploads, cookies, and a page. */
@NullMarked
package com.clerk.sdk.testing.server.frontend.wire;

import org.jspecify.annotations.NullMarked;
