package org.kvit.banklink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The directories of this machine that may be read, as whoever runs it allows (`kvit.bank.directories`, apart by
/// commas). `{company}` stands for the company's number; where several companies work, each has a directory of its
/// own by that, so that none reads another's statements.
@Component
class AllowedDirectories {
    private static final String COMPANY = "{company}";

    private final List<String> bases;
    private final Companies companies;

    AllowedDirectories(@Value("${kvit.bank.directories:}") String bases, Companies companies) {
        this.bases = Stream.of(bases.split(","))
                .map(String::strip)
                .filter(b -> !b.isEmpty())
                .toList();
        this.companies = companies;
    }

    /// Whether any is allowed to the bound company.
    boolean any() {
        return !own().isEmpty();
    }

    /// As they are written, for the bound company.
    List<String> own() {
        boolean several = companies.all().size() > 1;
        return bases.stream()
                .filter(b -> !several || b.contains(COMPANY))
                .map(b ->
                        b.replace(COMPANY, Long.toString(Actor.currentCompany().value())))
                .map(b -> Path.of(b).toAbsolutePath().normalize().toString())
                .toList();
    }

    /// The directory as it really is, whatever symbolic links lie on the way.
    ///
    /// @throws Refusal if it isn't there, is no directory, or lies outside of what is allowed
    Path resolve(String directory) {
        var bases = own();
        if (bases.isEmpty()) {
            throw Refusal.conflict("banklink.directory.off");
        }
        if (!isWhole(directory)) {
            throw Refusal.conflict("banklink.directory.form");
        }
        if (bases.stream().noneMatch(b -> Path.of(directory).startsWith(b))) {
            throw Refusal.conflict("banklink.directory.outside", String.join(", ", bases));
        }
        try {
            var real = Path.of(directory).toRealPath();
            if (!Files.isDirectory(real) || bases.stream().noneMatch(b -> isBelow(real, b))) {
                throw Refusal.conflict("banklink.directory.outside", String.join(", ", bases));
            }
            return real;
        } catch (IOException e) {
            throw Refusal.conflict("banklink.problem.directory", directory);
        }
    }

    /// From the root on, and without any `..`.
    private static boolean isWhole(String directory) {
        try {
            var path = Path.of(directory);
            return path.isAbsolute() && path.normalize().equals(path);
        } catch (java.nio.file.InvalidPathException e) {
            return false;
        }
    }

    private static boolean isBelow(Path real, String base) {
        try {
            return real.startsWith(Path.of(base).toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
