package org.kvit.cli;

import picocli.CommandLine.Command;

/// `kvit token`: names what can be done with API tokens.
@Command(name = "token", mixinStandardHelpOptions = true)
final class TokenCommand {}
