package org.kvit.banklink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A directory of an SFTP server. Paths go over the wire as the bytes that they are.
final class SftpSource implements Source {
    private static final Logger log = LoggerFactory.getLogger(SftpSource.class);

    private final SshClient client;
    private final SftpClient sftp;
    private final String directory;
    /// Names that are no UTF-8, as the server writes them.
    private final Map<String, String> odd = new HashMap<>();

    /// @param client is stopped when this is closed
    SftpSource(SshClient client, SftpClient sftp, String directory) {
        this.client = client;
        this.sftp = sftp;
        this.directory = directory;
    }

    @Override
    public List<Found> list() throws IOException {
        var found = new ArrayList<Found>();
        try (var handle = sftp.openDir(wire(directory))) {
            int entries = 0;
            var end = new AtomicReference<Boolean>();
            for (var some = sftp.readDir(handle, end); some != null; some = next(handle, end)) {
                entries += some.size();
                if (entries > MOST_ENTRIES) {
                    throw Refusal.conflict("banklink.problem.full", MOST_ENTRIES);
                }
                some.stream().filter(SftpSource::isFile).map(this::found).forEach(found::add);
            }
        } catch (SftpException e) {
            throw said(e);
        }
        return found;
    }

    @Override
    public void fetch(String file, Path into, long atMost) throws IOException {
        try (var in = sftp.read(path(file))) {
            Download.to(into, in, atMost);
        } catch (SftpException e) {
            throw ofFile(e, file);
        }
    }

    @Override
    public String move(String file, String subdirectory, String prints) throws IOException {
        var target = directory + "/" + subdirectory;
        try {
            if (!isThere(target)) {
                sftp.mkdir(wire(target));
            }
            for (var name : Source.freeNames(file, prints)) {
                if (!isThere(target + "/" + name)) {
                    sftp.rename(path(file), wire(target + "/" + name));
                    return subdirectory + "/" + name;
                }
            }
        } catch (SftpException e) {
            throw ofFile(e, file);
        }
        throw new Denied("SSH_FX_FILE_ALREADY_EXISTS");
    }

    @Override
    public void close() {
        try {
            sftp.close();
        } catch (IOException | RuntimeException e) {
            log.debug("an SFTP channel was gone already", e);
        } finally {
            client.stop();
        }
    }

    private @Nullable List<SftpClient.DirEntry> next(SftpClient.Handle handle, AtomicReference<Boolean> end)
            throws IOException {
        return Boolean.TRUE.equals(end.get()) ? null : sftp.readDir(handle, end);
    }

    private boolean isThere(String path) throws IOException {
        try {
            sftp.lstat(wire(path));
            return true;
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw e;
        }
    }

    /// The server's refusal to open the directory.
    private RuntimeException said(SftpException e) {
        return switch (e.getStatus()) {
            case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
                Refusal.conflict("banklink.problem.directory", directory);
            case SftpConstants.SSH_FX_PERMISSION_DENIED -> Refusal.conflict("banklink.problem.closed", directory);
            default -> Refusal.conflict("banklink.problem.server", SftpConstants.getStatusName(e.getStatus()));
        };
    }

    private static IOException ofFile(SftpException e, String file) {
        return switch (e.getStatus()) {
            case SftpConstants.SSH_FX_NO_CONNECTION, SftpConstants.SSH_FX_CONNECTION_LOST -> e;
            case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH -> new NoSuchFileException(file);
            default -> new Denied(SftpConstants.getStatusName(e.getStatus()));
        };
    }

    private static boolean isFile(SftpClient.DirEntry entry) {
        var a = entry.getAttributes();
        return a.isRegularFile()
                && a.getFlags().contains(SftpClient.Attribute.ModifyTime)
                && Source.isPlain(entry.getFilename());
    }

    private Found found(SftpClient.DirEntry entry) {
        var a = entry.getAttributes();
        var name = new String(entry.getFilename().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        if (!wire(name).equals(entry.getFilename())) {
            odd.put(name, entry.getFilename());
        }
        return new Found(name, a.getSize(), a.getModifyTime().toInstant().truncatedTo(ChronoUnit.SECONDS));
    }

    private String path(String file) {
        return wire(directory) + "/" + odd.getOrDefault(file, wire(file));
    }

    private static String wire(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
