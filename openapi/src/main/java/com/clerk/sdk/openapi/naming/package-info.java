/** Provides names, identifiers and prose: from the folders {@code names/} and {@code docs/}, or as proposals. */
package com.clerk.sdk.openapi.naming;
