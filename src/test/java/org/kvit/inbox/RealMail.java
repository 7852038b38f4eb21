package org.kvit.inbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// Debian's Postfix and Dovecot on this machine alone, with settings, queues and mailboxes of their own in a directory
/// that goes with them. What comes for a mailbox that isn't there Postfix takes, and sends back.
///
/// Postfix starts as root only: who isn't root needs `sudo` that asks nothing, as for installing it.
final class RealMail implements AutoCloseable {
    static final String PASSWORD = "secret-word";

    private static final Path POSTFIX = Path.of("/usr/sbin/postfix");
    private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");

    private final Path home;
    private final int smtp = freePort();
    private final int imap = freePort();
    private final boolean root = System.getProperty("user.name").equals("root");
    private final Process dovecot;

    private RealMail(List<String> mailboxes, String tokenInfo) throws IOException {
        home = Files.createTempDirectory("kvit-mail");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var directory : List.of("postfix", "spool", "data", "mail", "run")) {
            Files.createDirectory(home.resolve(directory));
        }
        configurePostfix(mailboxes);
        configureDovecot(tokenInfo);
        run(root(List.of("chown", "-R", uid(), home.resolve("mail").toString())));
        run(root(List.of(
                "chown",
                "-R",
                "root:root",
                home.resolve("postfix").toString(),
                home.resolve("spool").toString())));
        run(root(List.of("chown", "postfix", home.resolve("data").toString())));
        run(root(List.of(POSTFIX.toString(), "-c", home.resolve("postfix").toString(), "start")));
        dovecot = new ProcessBuilder(
                        DOVECOT.toString(),
                        "-F",
                        "-c",
                        home.resolve("dovecot.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("dovecot.out").toFile())
                .start();
        await(smtp);
        await(imap);
    }

    /// @param mailboxes addresses that there are @param tokenInfo where Dovecot asks about a token (XOAUTH2)
    static RealMail start(List<String> mailboxes, String tokenInfo) {
        if (!Files.isExecutable(POSTFIX) || !Files.isExecutable(DOVECOT)) {
            throw new IllegalStateException(
                    "These tests need Debian's postfix and dovecot-imapd; ./kvit test installs them.");
        }
        try {
            return new RealMail(mailboxes, tokenInfo);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    int smtp() {
        return smtp;
    }

    int imap() {
        return imap;
    }

    /// The server numbers a mailbox's messages anew, as after its index was lost.
    void renumber(String mailbox) throws IOException {
        var box = home.resolve("mail").resolve(mailbox);
        try (var files = Files.list(box)) {
            for (var file : files.filter(f -> f.getFileName().toString().startsWith("dovecot"))
                    .toList()) {
                run(root(List.of("rm", "-f", file.toString())));
            }
        }
    }

    /// What lies in a mailbox, as files.
    int count(String mailbox) throws IOException {
        int count = 0;
        for (var part : List.of("new", "cur")) {
            var directory = home.resolve("mail").resolve(mailbox).resolve(part);
            if (Files.isDirectory(directory)) {
                try (var files = Files.list(directory)) {
                    count += (int) files.count();
                }
            }
        }
        return count;
    }

    String log() {
        try {
            return Files.exists(home.resolve("mail.log")) ? Files.readString(home.resolve("mail.log")) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws IOException {
        dovecot.destroy();
        try {
            if (!dovecot.waitFor(10, TimeUnit.SECONDS)) {
                dovecot.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        run(root(List.of(POSTFIX.toString(), "-c", home.resolve("postfix").toString(), "stop")));
        run(root(List.of("rm", "-rf", home.toString())));
    }

    private void configurePostfix(List<String> mailboxes) throws IOException {
        var users = new StringBuilder();
        mailboxes.forEach(m -> users.append(m).append(' ').append(m).append("/\n"));
        Files.writeString(home.resolve("users"), users);
        Files.writeString(
                home.resolve("postfix/main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/spool
                data_directory = %1$s/data
                maillog_file_prefixes = %1$s
                maillog_file = %1$s/mail.log
                mail_owner = postfix
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                myhostname = mail.kvit.test
                mydestination =
                local_recipient_maps =
                alias_maps =
                mynetworks = 127.0.0.0/8
                virtual_mailbox_domains = baltic.example, debtor.example
                virtual_mailbox_base = %1$s/mail
                virtual_mailbox_maps = texthash:%1$s/users
                virtual_uid_maps = static:%2$s
                virtual_gid_maps = static:%3$s
                virtual_minimum_uid = 1
                smtpd_reject_unlisted_recipient = no
                smtpd_recipient_restrictions = permit_mynetworks, reject
                default_transport = error:nobody else is there
                smtpd_tls_security_level = none
                """.formatted(home, uid().split(":")[0], uid().split(":")[1]));
        Files.writeString(home.resolve("postfix/master.cf"), """
                127.0.0.1:%d inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                error unix - - n - - error
                retry unix - - n - - error
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(smtp));
    }

    private void configureDovecot(String tokenInfo) throws IOException {
        Files.writeString(home.resolve("oauth.conf"), """
                tokeninfo_url = %s?access_token=
                introspection_mode = auth
                introspection_url = %s?access_token=
                username_attribute = email
                active_attribute = active
                active_value = true
                """.formatted(tokenInfo, tokenInfo));
        var me = System.getProperty("user.name");
        Files.writeString(home.resolve("dovecot.conf"), """
                base_dir = %1$s/run
                state_dir = %1$s/run
                log_path = %1$s/dovecot.log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain login xoauth2
                first_valid_uid = 1
                first_valid_gid = 1
                mail_location = maildir:%1$s/mail/%%u
                default_internal_user = %4$s
                default_internal_group = %6$s
                default_login_user = %5$s
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2
                  args = %1$s/oauth.conf
                }
                passdb {
                  driver = static
                  mechanisms = plain login
                  args = password=%7$s
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%3$s home=%1$s/mail/%%u
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %8$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service anvil {
                  chroot =
                }
                """.formatted(
                        home,
                        uid().split(":")[0],
                        uid().split(":")[1],
                        root ? "dovecot" : me,
                        root ? "dovenull" : me,
                        root ? "dovecot" : gidName(),
                        PASSWORD,
                        imap));
    }

    /// Whose the mailboxes are: root's mail is nobody's business.
    private String uid() throws IOException {
        return root ? "65534:65534" : run(List.of("id", "-u")) + ":" + run(List.of("id", "-g"));
    }

    private static String gidName() throws IOException {
        return run(List.of("id", "-gn"));
    }

    private List<String> root(List<String> command) {
        if (root) {
            return command;
        }
        var all = new ArrayList<>(List.of("sudo", "-n"));
        all.addAll(command);
        return all;
    }

    private void await(int port) {
        Awaitility.await("a mail server listens at " + port)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> answers(port));
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return socket.getInputStream().read() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(List<String> command) throws IOException {
        var out = Files.createTempFile("kvit-command", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile()) // a daemon keeps a pipe open
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + Files.readString(out, StandardCharsets.UTF_8));
            }
            return Files.readString(out, StandardCharsets.UTF_8).strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(out);
        }
    }
}
