package org.kvit.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.kvit.base.Refusal;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// What to try in the demo, and the bank statements to try it with.
@Controller
@ConditionalOnBooleanProperty("kvit.demo")
@RequestMapping("/demo")
class DemoScreen {
    private final TryThis tryThis;
    private final DemoDirectory directory;

    DemoScreen(TryThis tryThis, DemoDirectory directory) {
        this.tryThis = tryThis;
        this.directory = directory;
    }

    @GetMapping
    ModelAndView show() {
        return new ModelAndView("demo/demo", Map.of("tryThis", tryThis));
    }

    /// One of the statements that are ready to be imported.
    @GetMapping("/statements/{name}")
    ResponseEntity<FileSystemResource> statement(@PathVariable String name) {
        Path file = directory.statements().stream()
                .filter(f -> f.getFileName().toString().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("demo.statement.gone"));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new FileSystemResource(file));
    }
}
