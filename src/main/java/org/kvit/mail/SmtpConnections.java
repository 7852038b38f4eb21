package org.kvit.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
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

    /// @param timeout how long an answer may take, or a write: five minutes or more is what RFC 5321 asks of a
    /// client
    @Autowired
    SmtpConnections(@Value("${kvit.smtp.timeout:5m}") Duration timeout) {
        this(timeout, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    SmtpConnections(Duration timeout, SSLSocketFactory encryption) {
        this.timeout = timeout;
        this.encryption = encryption;
    }

    /// @throws MessagingException if it can't be reached, can't prove who it is, or doesn't let us in
    SmtpConnection open(SmtpServer server) throws MessagingException {
        var connection = new SmtpConnection(Session.getInstance(properties(server)));
        if (server.login().isPresent()) {
            var login = server.login().get();
            connection.connect(server.host(), server.port(), login.user(), login.password());
        } else {
            connection.connect(server.host(), server.port(), null, null);
        }
        return connection;
    }

    @Override
    public void destroy() {
        watch.shutdownNow();
    }

    private Properties properties(SmtpServer server) {
        var properties = new Properties();
        properties.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
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
