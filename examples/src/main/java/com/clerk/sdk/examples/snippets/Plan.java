package com.clerk.sdk.examples.snippets;

// snippet: plan
record Plan(String plan, int seats) {}
// end
