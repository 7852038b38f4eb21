package org.kvit.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Opens connections to mail servers.
@Component
class SmtpConnections implements DisposableBean {
    private static final Duration TO_CONNECT = Duration.ofSeconds(20);

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("smtp-watch").factory());
    private final Duration timeout;
    private final SSLSocketFactory encryption;
    private final Optional<SignInTokens> tokens;

    /// @param timeout how long an answer may take, or a write: five minutes or more is what RFC 5321 asks of a
    /// client
    @Autowired
    SmtpConnections(@Value("${kvit.smtp.timeout:5m}") Duration timeout, SignInTokens tokens) {
        this(timeout, (SSLSocketFactory) SSLSocketFactory.getDefault(), Optional.of(tokens));
    }

    /// To servers that are signed in to by a password, or not at all.
    SmtpConnections(Duration timeout, SSLSocketFactory encryption) {
        this(timeout, encryption, Optional.empty());
    }

    private SmtpConnections(Duration timeout, SSLSocketFactory encryption, Optional<SignInTokens> tokens) {
        this.timeout = timeout;
        this.encryption = encryption;
        this.tokens = tokens;
    }

    /// @throws MessagingException if it can't be reached, can't prove who it is, or doesn't let us in
    /// @throws SignInRefused if it is a matter of consent (OAuth 2): then mails wait until a person sees to it
    SmtpConnection open(SmtpServer server) throws MessagingException {
        if (server.login().isEmpty()) {
            return connected(server, null, null);
        }
        var login = server.login().get();
        return login.consentOf().isPresent()
                ? tokens.orElseThrow().signIn(token -> connected(server, login.user(), token))
                : connected(server, login.user(), login.password());
    }

    private SmtpConnection connected(SmtpServer server, @Nullable String user, @Nullable String password)
            throws MessagingException {
        var connection = new SmtpConnection(Session.getInstance(properties(server)));
        connection.connect(server.host(), server.port(), user, password);
        return connection;
    }

    @Override
    public void destroy() {
        watch.shutdownNow();
    }

    private Properties properties(SmtpServer server) {
        var properties = new Properties();
        properties.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
        if (server.login().flatMap(SmtpServer.Login::consentOf).isPresent()) {
            properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.security() == SmtpServer.Security.TLS));
        properties.put(
                "mail.smtp.starttls.enable", Boolean.toString(server.security() == SmtpServer.Security.STARTTLS));
        properties.put(
                "mail.smtp.starttls.required", Boolean.toString(server.security() == SmtpServer.Security.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", encryption);
        properties.put("mail.smtp.socketFactory", new PromptSockets());
        properties.put(
                "mail.smtp.connectiontimeout", Long.toString(Math.min(timeout.toMillis(), TO_CONNECT.toMillis())));
        properties.put("mail.smtp.timeout", Long.toString(timeout.toMillis()));
        properties.put("mail.smtp.writetimeout", Long.toString(timeout.toMillis()));
        properties.put("mail.smtp.executor.writetimeout", watch);
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    /// Sockets that don't hold small packets back: a mail ends with one, and would wait for the other side's
    /// acknowledgement.
    private static final class PromptSockets extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("sockets are connected by who asked for them");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket("", port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket("", port);
        }
    }
}
