package org.kvit.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.kvit.company.Countries;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `kvit`: names its commands; does nothing by itself.
@Command(name = "kvit", mixinStandardHelpOptions = true, versionProvider = Version.class)
public final class KvitCommand {
    /// @param application the class that Spring Boot starts from
    /// @return the exit status
    public static int run(Class<?> application, String... args) {
        return commandLine(application, language(), writer(FileDescriptor.out), writer(FileDescriptor.err))
                .execute(args);
    }

    /// UTF-8 whatever the terminal's locale is called: scripts read this too.
    private static PrintWriter writer(FileDescriptor file) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8), true);
    }

    static CommandLine commandLine(Class<?> application, Locale language, PrintWriter out, PrintWriter err) {
        var program = new Program(application, language);
        var kvit = new CommandLine(new KvitCommand())
                .addSubcommand(new InitCommand(program))
                .addSubcommand(new ServeCommand(program))
                .addSubcommand(new DemoCommand(program))
                .addSubcommand(new CommandLine(new TokenCommand()).addSubcommand(new TokenCreateCommand(program)))
                .addSubcommand(new CommandLine(new ImportCommand())
                        .addSubcommand(new ImportTableCommand.Invoices(program))
                        .addSubcommand(new ImportTableCommand.Customers(program))
                        .addSubcommand(new ImportStatementsCommand(program)))
                .addSubcommand(new RemindCommand(program))
                .addSubcommand(new CheckCommand(program))
                .addSubcommand(new BackupCommand(program))
                .addSubcommand(new RestoreCommand(program));
        speak(kvit, HelpTexts.in(language));
        return kvit.setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof CommandLine.ParameterException wrongUse) {
                        throw wrongUse;
                    }
                    new Complaint(language).about(e).forEach(command.getErr()::println);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static void speak(CommandLine command, ResourceBundle texts) {
        command.setResourceBundle(texts);
        command.getSubcommands().values().forEach(c -> speak(c, texts));
    }

    /// The terminal's language, if it is one of ours. Asked of the environment itself: Java falls back
    /// to English where
    /// the machine has no such locale installed.
    private static Locale language() {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(System::getenv)
                .filter(l -> l != null && !l.isEmpty())
                .map(l -> l.substring(0, Math.min(2, l.length())))
                .findFirst()
                .filter(Countries.LANGUAGES::contains)
                .map(Locale::of)
                .orElse(Locale.ENGLISH);
    }
}
