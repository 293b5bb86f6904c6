/** Reads YAML and upstream OpenAPI documents, resolves their references, and recognizes the shapes of their schemas. */
package com.clerk.sdk.openapi.upstream;
