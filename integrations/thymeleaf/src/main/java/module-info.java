/** A Thymeleaf dialect with Clerk's components and conditions. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module com.clerk.sdk.thymeleaf {
    requires transitive com.clerk.sdk.web;
    requires transitive thymeleaf;
    requires static com.clerk.sdk.servlet;
    requires static transitive org.jspecify;

    exports com.clerk.sdk.thymeleaf;
}
