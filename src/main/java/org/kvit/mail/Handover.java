package org.kvit.mail;

import java.util.List;
import org.kvit.base.Words;

/// What came of handing one mail to a server.
sealed interface Handover {
    /// The server took it. @param answer its words @param refusals recipients that it didn't take, with its
    /// words
    record Taken(String answer, List<String> refusals) implements Handover {}

    /// The server said no for good.
    record Refused(String words) implements Handover {}

    /// It can't be handed to any server.
    record Impossible(Words why) implements Handover {}

    /// The server said "not now", or the connection broke before the end of the message was out: it surely did
    /// not leave.
    record Deferred(String words) implements Handover {}

    /// The end of the message was out, and no answer came: nobody knows.
    record Unknown(String words) implements Handover {}
}
