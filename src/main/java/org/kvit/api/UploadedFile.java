package org.kvit.api;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Refusal;

/// A file that came with a request, as the body itself or as a part of a form, kept in a temporary file
/// until closed.
///
/// @param name as the sender calls it; empty if it doesn't say
public record UploadedFile(Path path, String name) implements AutoCloseable {
    /// 1 GiB.
    private static final long LARGEST = 1L << 30;

    /// @throws Refusal if there is none, or it is larger than 1 GiB
    public static UploadedFile of(HttpServletRequest request) throws IOException {
        var all = allOf(request);
        all.stream().skip(1).forEach(UploadedFile::close);
        return all.getFirst();
    }

    /// All files of a form with several.
    /// @throws Refusal as [#of]
    public static List<UploadedFile> allOf(HttpServletRequest request) throws IOException {
        var files = new ArrayList<UploadedFile>();
        if (Optional.ofNullable(request.getContentType())
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("multipart/")) {
            spoolParts(request, files);
        } else {
            var file = spooled(request.getInputStream(), "");
            if (Files.size(file.path) > 0) {
                files.add(file);
            } else {
                file.close();
            }
        }
        if (files.isEmpty()) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "api.file.missing");
        }
        return files;
    }

    /// Those that came before one that is refused are not left lying about.
    private static void spoolParts(HttpServletRequest request, List<UploadedFile> files) throws IOException {
        try {
            for (var part : parts(request)) {
                var name = part.getSubmittedFileName();
                if (name != null && part.getSize() > 0) {
                    files.add(spooled(part.getInputStream(), name.replaceAll("^.*[/\\\\]", "")));
                }
            }
        } catch (IOException | RuntimeException e) {
            files.forEach(UploadedFile::close);
            throw e;
        }
    }

    private static Iterable<Part> parts(HttpServletRequest request) throws IOException {
        try {
            return request.getParts();
        } catch (ServletException | IllegalStateException e) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "api.file.large", LARGEST >> 20);
        }
    }

    private static UploadedFile spooled(InputStream in, String name) throws IOException {
        var path = Files.createTempFile("kvit-upload", ".spool");
        long written = 0;
        try (in;
                var out = Files.newOutputStream(path)) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                written += read;
                if (written > LARGEST) {
                    throw Refusal.of(Refusal.Kind.TOO_LARGE, "api.file.large", LARGEST >> 20);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        return new UploadedFile(path, name);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
