package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Descriptions;
import com.clerk.sdk.openapi.naming.Names;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;

/**
 * The inputs of one import and the types that it has defined so far.
 *
 * @param upstream the imported document
 * @param names the accepted and the proposed names
 * @param descriptions the prose
 * @param shapes the shapes of the document's schemas
 * @param types the types of the contract
 */
record ImportContext(
        UpstreamDocument upstream, Names names, Descriptions descriptions, SchemaShapes shapes, Types types) {
    static ImportContext of(UpstreamDocument upstream, Names names, Descriptions descriptions) {
        var shapes = new SchemaShapes(upstream);
        return new ImportContext(
                upstream, names, descriptions, shapes, new Types(upstream, names, descriptions, shapes));
    }
}
