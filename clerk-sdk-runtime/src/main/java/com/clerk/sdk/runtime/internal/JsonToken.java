package com.clerk.sdk.runtime.internal;

/** The types of the tokens of a JSON text (RFC 8259). */
public enum JsonToken {
    /** The start of an object. */
    BEGIN_OBJECT("an object"),
    /** The end of an object. */
    END_OBJECT("the end of the object"),
    /** The start of an array. */
    BEGIN_ARRAY("an array"),
    /** The end of an array. */
    END_ARRAY("the end of the array"),
    /** The name of a property, with the colon after it. */
    NAME("a name"),
    /** Text. */
    STRING("text"),
    /** A number. */
    NUMBER("a number"),
    /** True or false. */
    BOOLEAN("true or false"),
    /** Null. */
    NULL("null"),
    /** The end of the JSON text. */
    END_DOCUMENT("the end");

    private final String description;

    JsonToken(String description) {
        this.description = description;
    }

    /**
     * Returns the words for a token of this type in a message.
     *
     * @return a phrase such as {@code an object}
     */
    public String description() {
        return description;
    }
}
