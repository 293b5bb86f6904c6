package com.clerk.sdk.runtime.http;

/** How a list operation goes from one page to the next. */
public enum Paging {
    /** It gives everything at once. */
    NONE,

    /** Like {@link #NONE}; and only with {@code paginated=true}, which is sent, does it count the elements. */
    NONE_FLAGGED,

    /** It skips as many elements as {@code offset} says. */
    OFFSET,

    /** Like {@link #OFFSET}; and only with {@code paginated=true}, which is sent, does it count the elements. */
    OFFSET_FLAGGED,

    /** It goes on behind the element whose id {@code starting_after} says. */
    CURSOR,

    /**
     * By id where elements come in the order of their creation, since then no element is missed or met twice when
     * others come and go; by offset where an offset or another order is asked for.
     */
    CURSOR_OR_OFFSET
}
