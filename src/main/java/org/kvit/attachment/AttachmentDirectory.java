package org.kvit.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.kvit.base.CompanyId;
import org.kvit.database.Content;
import org.kvit.database.ContentDirectory;
import org.kvit.database.ContentHash;
import org.kvit.database.DataDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The store in the data directory: `attachments/<company>/<ab>/<sha256>`.
@Component
public class AttachmentDirectory implements AttachmentStore {
    private final ContentDirectory directory;

    @Autowired
    AttachmentDirectory(@Value("${kvit.data}") Path data) {
        this(new DataDirectory(data));
    }

    public AttachmentDirectory(DataDirectory data) {
        this.directory = data.attachments();
    }

    @Override
    public Received receive(InputStream content) throws IOException {
        return new InDirectory(directory.receive(content));
    }

    @Override
    public InputStream open(Content content) throws IOException {
        return directory.open(content);
    }

    @Override
    public void remove(Content content) throws IOException {
        directory.remove(content);
    }

    @Override
    public void dropLeftovers(Instant moment) throws IOException {
        directory.dropLeftovers(moment);
    }

    private record InDirectory(ContentDirectory.Received received) implements Received {
        @Override
        public ContentHash hash() {
            return received.hash();
        }

        @Override
        public long size() {
            return received.size();
        }

        @Override
        public byte[] beginning() {
            return received.beginning();
        }

        @Override
        public void keep(CompanyId company) throws IOException {
            received.keep(company);
        }

        @Override
        public void close() throws IOException {
            received.close();
        }
    }
}
