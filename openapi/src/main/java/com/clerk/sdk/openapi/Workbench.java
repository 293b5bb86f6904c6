package com.clerk.sdk.openapi;

/**
 * What every part of one import works with.
 *
 * @param upstream the document that is imported
 * @param names the accepted names, and the proposals for what has none
 * @param descriptions the prose
 * @param shapes what upstream schemas amount to
 * @param types the contract's types so far
 */
record Workbench(Upstream upstream, Names names, Descriptions descriptions, Shapes shapes, Types types) {
    static Workbench of(Upstream upstream, Names names, Descriptions descriptions) {
        var shapes = new Shapes(upstream);
        return new Workbench(upstream, names, descriptions, shapes, new Types(upstream, names, descriptions, shapes));
    }
}
