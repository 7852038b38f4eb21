package org.kvit.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `kvit import`: names what can be imported.
@Command(name = "import", mixinStandardHelpOptions = true)
final class ImportCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), spec.commandLine().getUsageMessage());
    }
}
