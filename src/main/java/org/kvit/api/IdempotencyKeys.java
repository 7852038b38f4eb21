package org.kvit.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// `Idempotency-Key` on any POST: the same key and body give the first answer again, the same key with
/// another body is refused. Keys are kept for a day. A first call that never ended (a crash) leaves its key
/// taken: whether it worked must be looked up.
@Component
public class IdempotencyKeys {
    private static final int LONGEST_KEY = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Problems problems;

    IdempotencyKeys(JdbcClient jdbc, TransactionTemplate transaction, Problems problems) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.problems = problems;
    }

    private record Answer(
            byte[] request,
            @Nullable Integer status,
            byte @Nullable [] body,
            @Nullable String contentType) {}

    /// Passes a request on at most once per key. The caller is signed in and bound.
    public void once(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader("Idempotency-Key");
        if (key == null || !request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            problems.write(request, response, Refusal.of(Refusal.Kind.MALFORMED, "api.idempotency.key", LONGEST_KEY));
            return;
        }
        try (var spooled = new SpooledRequest(request)) {
            var before = take(key, spooled.fingerprint());
            if (before.isPresent()) {
                again(request, response, before.get(), spooled.fingerprint());
            } else {
                first(key, spooled, response, chain);
            }
        } catch (Refusal refusal) {
            problems.write(request, response, refusal);
        }
    }

    private void first(String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var cached = new ContentCachingResponseWrapper(response);
        boolean kept = false;
        try {
            chain.doFilter(request, cached);
            kept = cached.getStatus() < 500;
        } finally {
            if (kept) {
                keep(key, cached);
            } else {
                forget(key);
            }
        }
        cached.copyBodyToResponse();
    }

    private void again(HttpServletRequest request, HttpServletResponse response, Answer answer, byte[] fingerprint)
            throws IOException {
        if (!Arrays.equals(answer.request(), fingerprint)) {
            problems.write(request, response, Refusal.of(Refusal.Kind.INVALID, "api.idempotency.other"));
            return;
        }
        if (answer.status() == null) {
            problems.write(request, response, Refusal.conflict("api.idempotency.working"));
            return;
        }
        response.setStatus(answer.status());
        response.setHeader("Idempotency-Replayed", "true");
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.body() != null) {
            response.getOutputStream().write(answer.body());
        }
    }

    /// @return the answer that the key has already got; empty when the key is ours now
    private Optional<Answer> take(String key, byte[] fingerprint) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.sql(
                            "DELETE FROM idempotent_answer WHERE company_id = current_company() AND created_at < now() - interval '1 day'")
                    .update();
            int taken = jdbc.sql("""
                    INSERT INTO idempotent_answer (company_id, user_id, key, request) VALUES (current_company(), current_actor(), :key, :request)
                        ON CONFLICT DO NOTHING
                    """)
                    .param("key", key)
                    .param("request", fingerprint)
                    .update();
            return taken == 1
                    ? Optional.<Answer>empty()
                    : Optional.of(jdbc.sql("""
                    SELECT request, status, body, content_type FROM idempotent_answer
                     WHERE company_id = current_company() AND user_id = current_actor() AND key = :key
                    """)
                            .param("key", key)
                            .query((row, n) -> new Answer(
                                    row.getBytes("request"),
                                    row.getObject("status", Integer.class),
                                    row.getBytes("body"),
                                    row.getString("content_type")))
                            .single());
        }));
    }

    private void keep(String key, ContentCachingResponseWrapper answer) {
        transaction.executeWithoutResult(_ -> jdbc.sql("""
                UPDATE idempotent_answer SET status = :status, body = :body, content_type = :type
                 WHERE company_id = current_company() AND user_id = current_actor() AND key = :key
                """)
                .param("status", answer.getStatus())
                .param("body", answer.getContentAsByteArray())
                .param("type", answer.getContentType())
                .param("key", key)
                .update());
    }

    private void forget(String key) {
        transaction.executeWithoutResult(_ -> jdbc.sql("""
                DELETE FROM idempotent_answer WHERE company_id = current_company() AND user_id = current_actor() AND key = :key
                """).param("key", key).update());
    }
}
