package org.kvit.payment;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Undoing the import of a statement file: first what goes with it, then, confirmed, all of it.
@Controller
@RequestMapping("/statements/files/{id}/undoing")
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class ImportUndoingScreen {
    private final ImportUndoing imports;

    ImportUndoingScreen(ImportUndoing imports) {
        this.imports = imports;
    }

    @GetMapping
    ModelAndView ask(@PathVariable long id) {
        return ask(id, Optional.empty());
    }

    /// @param seen what its reader has seen that would go
    @PostMapping
    ModelAndView undo(
            @PathVariable long id, @RequestParam(defaultValue = "") String seen, HttpServletResponse response) {
        try {
            imports.undo(id, seen);
            return new ModelAndView("redirect:/statements/files/" + id + "/undoing");
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return ask(id, Optional.of(refusal.words()));
        }
    }

    private ModelAndView ask(long id, Optional<Words> problem) {
        return new ModelAndView("payment/undoing", Map.of("it", imports.of(id), "problem", problem));
    }
}
