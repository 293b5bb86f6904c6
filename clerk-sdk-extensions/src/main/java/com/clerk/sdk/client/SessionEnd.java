package com.clerk.sdk.client;

/** The reasons for which a session is no longer on this device. */
public enum SessionEnd {
    /** This program signed the user out. */
    SIGNED_OUT,
    /** The session was revoked, by the user on another device or by an administrator. */
    REVOKED,
    /** The session reached the end of its lifetime. */
    EXPIRED,
    /** The session was ended. */
    ENDED,
    /** The session was removed from the client. */
    REMOVED,
    /** Another session took the place of this one. */
    REPLACED,
    /** The session was abandoned: nobody used it for longer than the instance allows. */
    ABANDONED,
    /** The user is banned or deactivated. */
    BANNED,
    /** Clerk does not accept the client token any more, or replaced the whole client. */
    CLIENT_LOST
}
