/** The requests that every recipe gets, over real HTTP: {@link com.clerk.sdk.examples.recipes.RequestTable}. */
package com.clerk.sdk.examples.recipes;
