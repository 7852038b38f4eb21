package org.kvit.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A mail server on loopback that takes everything at once and forgets it, but for the first messages.
final class Sink implements AutoCloseable {
    private static final int SAMPLES = 200;
    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private final AtomicLong taken = new AtomicLong();
    private final List<byte[]> samples = new CopyOnWriteArrayList<>();

    private Sink(ServerSocket socket) {
        this.socket = socket;
    }

    static Sink open() throws IOException {
        var sink = new Sink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("sink").start(sink::accept);
        return sink;
    }

    int port() {
        return socket.getLocalPort();
    }

    /// How many messages it has taken.
    long taken() {
        return taken.get();
    }

    /// The first messages, as they came.
    List<byte[]> samples() {
        return List.copyOf(samples);
    }

    /// Hands messages over, as bare as the protocol allows; the sample messages in turn.
    void handOver(int messages) throws IOException {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), port())) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream());
            var out = client.getOutputStream();
            line(in);
            say(out, in, "HELO bench");
            for (int i = 0; i < messages; i++) {
                say(out, in, "MAIL FROM:<a@bench.example>");
                say(out, in, "RCPT TO:<b@bench.example>");
                say(out, in, "DATA");
                out.write(samples.get(i % samples.size()));
                out.write(END);
                line(in);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                Thread.ofPlatform().daemon().name("sink-client").start(() -> serve(client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream(), 1 << 16);
            var out = client.getOutputStream();
            answer(out, "220 sink");
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                switch (line.split("[ :]")[0].toUpperCase(Locale.ROOT)) {
                    case "EHLO" -> answer(out, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 33554432");
                    case "DATA" -> {
                        answer(out, "354 go on");
                        take(in);
                        answer(out, "250 taken");
                    }
                    case "QUIT" -> {
                        answer(out, "221 bye");
                        return;
                    }
                    default -> answer(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private void take(InputStream in) throws IOException {
        var kept = samples.size() < SAMPLES ? new ByteArrayOutputStream() : null;
        int matched = 2; // the answer to DATA ended a line
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (kept != null) {
                kept.write(b);
            }
            matched = b == END[matched] ? matched + 1 : b == '\r' ? 1 : 0;
            if (matched == END.length) {
                break;
            }
        }
        if (kept != null) {
            var bytes = kept.toByteArray();
            samples.add(java.util.Arrays.copyOf(bytes, Math.max(0, bytes.length - END.length)));
        }
        taken.incrementAndGet();
    }

    private static void say(OutputStream out, InputStream in, String command) throws IOException {
        out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        line(in);
    }

    private static void answer(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /// @return empty at the end
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }
}
