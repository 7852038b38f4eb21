package org.kvit.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.kvit.base.CompanyId;
import org.kvit.database.Content;
import org.kvit.database.ContentHash;

/// Where the attachments' bytes are, named by what they are. Both ways they are streams: nothing is
/// held in memory. Which contents are wanted the database's rows say, and [Attachments] sees to it.
public interface AttachmentStore {
    /// Takes in a content without naming it yet. If the stream breaks off, nothing is left of it.
    Received receive(InputStream content) throws IOException;

    /// @throws java.nio.file.NoSuchFileException if it isn't there
    InputStream open(Content content) throws IOException;

    /// Does nothing if it isn't there.
    void remove(Content content) throws IOException;

    /// Drops what a crash left of contents that were being received before a moment.
    void dropLeftovers(Instant moment) throws IOException;

    /// A content that is there in full, but not under its name yet. Closing drops it unless it was
    /// kept.
    interface Received extends AutoCloseable {
        ContentHash hash();

        /// In bytes.
        long size();

        /// The first bytes, enough to tell what it is.
        byte[] beginning();

        /// Makes it the company's, durable when this returns; if the company has that content
        /// already, it stays one.
        void keep(CompanyId company) throws IOException;

        @Override
        void close() throws IOException;
    }
}
