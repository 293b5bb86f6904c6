/**
 * Imports an upstream OpenAPI document into a contract of this repository. {@link com.clerk.sdk.openapi.ImportMain} is
 * the entry point, and {@link com.clerk.sdk.openapi.Report} lists the changes.
 *
 * <p>Each package uses only those before it: {@code upstream}, {@code naming}, {@code contract}, {@code lint}, and this
 * one.
 */
package com.clerk.sdk.openapi;
