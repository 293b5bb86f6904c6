package com.clerk.sdk.runtime.http;

/** The way from one page of a list operation to the next. */
public enum Paging {
    /** The operation returns the whole list at once. */
    SINGLE_PAGE,

    /** Like {@link #SINGLE_PAGE}; the operation returns the total count if {@code paginated=true} is sent, as it is. */
    SINGLE_PAGE_COUNTED,

    /** The next page skips {@code offset} elements. */
    OFFSET,

    /** Like {@link #OFFSET}; the operation returns the total count if {@code paginated=true} is sent, as it is. */
    OFFSET_COUNTED,

    /** The next page starts after the element whose id is {@code starting_after}. */
    CURSOR,

    /**
     * By id while the elements are ordered by their creation: then no element is missed or repeated if others are added
     * or removed meanwhile. By offset if the caller sets an offset or another order.
     */
    CURSOR_OR_OFFSET
}
