package org.kvit.mail;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.kvit.base.CompanyId;

/// A mail server that takes our mail, and how it is spoken to. Two companies with the same one share its
/// connections.
///
/// @param port 1 to 65535
/// @param perMinute so many mails a minute at most; empty: as fast as it takes them
record SmtpServer(String host, int port, Security security, Optional<Login> login, OptionalInt perMinute) {

    SmtpServer(String host, int port, Security security, Optional<Login> login) {
        this(host, port, security, login, OptionalInt.empty());
    }

    SmtpServer atMost(int mailsPerMinute) {
        return new SmtpServer(
                host, port, security, login, mailsPerMinute > 0 ? OptionalInt.of(mailsPerMinute) : OptionalInt.empty());
    }

    /// How the way to the server is encrypted. Where it is, its certificate is checked, always.
    enum Security {
        NONE,
        /// in clear at first, then encrypted before anything is said; refused if the server can't
        STARTTLS,
        /// encrypted from the first byte
        TLS;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /// @throws IllegalArgumentException for another word
        static Security of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /// What we sign in with. The password is never written anywhere.
    ///
    /// @param consentOf by OAuth 2 instead of a password: the company whose consent it is
    record Login(String user, String password, Optional<CompanyId> consentOf) {
        Login(String user, String password) {
            this(user, password, Optional.empty());
        }

        @Override
        public String toString() {
            return user;
        }
    }

    /// Reads `smtp://[user:password@]host[:port]` or `smtps://…` (encrypted from the first byte). A password is
    /// never sent over a network in clear: `smtp://` with a user name demands STARTTLS, unless the server is
    /// this machine.
    /// @throws IllegalArgumentException if it is no such address; the words repeat nothing of it: it may hold a
    /// password
    static SmtpServer parse(String url) {
        var uri = uri(url);
        var tls = "smtps".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !(tls || "smtp".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException("the mail server's address is smtp://host:port or smtps://host:port");
        }
        var login = Optional.ofNullable(uri.getRawUserInfo()).map(SmtpServer::login);
        var security = tls
                ? Security.TLS
                : login.isPresent() && !isThisMachine(uri.getHost()) ? Security.STARTTLS : Security.NONE;
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 465 : login.isPresent() ? 587 : 25;
        return new SmtpServer(uri.getHost(), port, security, login);
    }

    /// Whether what is said to it never leaves this machine.
    static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost")
                    || (host.matches("[0-9.:\\[\\]]+")
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the mail server's address can't be read");
        }
    }

    private static Login login(String userInfo) {
        var parts = userInfo.split(":", 2);
        return new Login(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
