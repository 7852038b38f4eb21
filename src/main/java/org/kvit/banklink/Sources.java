package org.kvit.banklink;

import org.kvit.base.Refusal;
import org.springframework.stereotype.Component;

/// Opens what a link leads to.
@Component
class Sources {
    private final AllowedDirectories directories;

    Sources(AllowedDirectories directories) {
        this.directories = directories;
    }

    /// @throws Refusal why it can't be opened
    Source open(BankLink link, BankLink.Secrets secrets) {
        return switch (link.kind()) {
            case DIRECTORY -> new DirectorySource(directories.resolve(link.directory()));
            case SFTP -> SftpServers.open(link.server().orElseThrow(), secrets, link.directory());
        };
    }
}
