/** Converts an upstream document to a contract: operations, parameters, results, types, unions and events. */
package com.clerk.sdk.openapi.contract;
