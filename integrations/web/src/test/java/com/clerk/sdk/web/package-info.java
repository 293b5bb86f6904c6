@NullMarked
package com.clerk.sdk.web;

import org.jspecify.annotations.NullMarked;
