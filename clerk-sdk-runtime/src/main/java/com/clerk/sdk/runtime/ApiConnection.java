package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.http.ApiClient;

/**
 * A connection to one API at one address. Opaque: the clients of the SDK create it and hand it to the generated
 * resources; applications have no use for it.
 */
public sealed interface ApiConnection permits ApiClient {}
