package org.kvit.mail;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Finds the server that takes the bound company's mail: its own, else the installation's (`kvit.smtp.url`).
@Component
class MailServers {
    private final Optional<SmtpServer> ofInstallation;

    MailServers(@Value("${kvit.smtp.url:}") String url) {
        this.ofInstallation = Optional.of(url).filter(u -> !u.isBlank()).map(SmtpServer::parse);
    }

    Optional<SmtpServer> own() {
        return ofInstallation;
    }
}
