package org.kvit.banklink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A way to a server that breaks after so many bytes have come from it.
final class CutWire implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final int port;
    private final long lasts;

    CutWire(int port, long lasts) throws IOException {
        this.port = port;
        this.lasts = lasts;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                var in = door.accept();
                var out = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> carry(in, out, Long.MAX_VALUE));
                Thread.ofVirtual().start(() -> carry(out, in, lasts));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void carry(Socket from, Socket to, long lasts) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream(), lasts);
        } catch (IOException e) {
            // cut
        }
    }

    private static void copy(InputStream in, OutputStream out, long lasts) throws IOException {
        var buffer = new byte[4096];
        long left = lasts;
        for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
            out.write(buffer, 0, (int) Math.min(read, left));
            left -= read;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
