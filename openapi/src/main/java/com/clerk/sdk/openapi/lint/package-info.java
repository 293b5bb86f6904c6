/** Checks the rules that every contract keeps. */
package com.clerk.sdk.openapi.lint;
