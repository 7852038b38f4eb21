package org.kvit.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A mail server on this machine alone that takes every mail for anybody into the [Mailbox] and passes none on.
/// Why it is our own: docs/decisions/0010-smtp-receiver-of-the-demo.md.
public final class SmtpReceiver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SmtpReceiver.class);
    private static final int MOST_GUESTS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(5); // RFC 5321 4.5.3.2.7

    private final ServerSocket door;
    private final Mailbox mailbox;
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();

    private SmtpReceiver(ServerSocket door, Mailbox mailbox) {
        this.door = door;
        this.mailbox = mailbox;
    }

    /// Listens on a free port of the loopback interface from now on.
    public static SmtpReceiver into(Mailbox mailbox) {
        try {
            var receiver =
                    new SmtpReceiver(new ServerSocket(0, MOST_GUESTS, InetAddress.getLoopbackAddress()), mailbox);
            Thread.ofVirtual().name("smtp-receiver").start(receiver::welcome);
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As `kvit.smtp.url` wants it.
    public String url() {
        return "smtp://" + door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
    }

    @Override
    public void close() {
        try {
            door.close();
            for (var guest : guests) {
                guest.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                var guest = door.accept();
                guest.setSoTimeout((int) PATIENCE.toMillis());
                guest.setTcpNoDelay(true);
                guests.add(guest);
                Thread.ofVirtual().name("smtp-guest").start(() -> talk(guest));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    log.warn("a connection to the demo's mail server failed: {}", e.getMessage());
                }
            }
        }
    }

    private void talk(Socket guest) {
        try (guest) {
            new SmtpConversation(guest.getInputStream(), guest.getOutputStream(), mailbox)
                    .hold(guests.size() <= MOST_GUESTS);
        } catch (IOException e) {
            log.debug("a mail client left", e);
        } finally {
            guests.remove(guest);
        }
    }
}
