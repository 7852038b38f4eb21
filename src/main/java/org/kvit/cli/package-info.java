/// The command line. Each command is one class and calls the same service as the screen does; results go to the
/// standard
/// output, messages to the standard error, and the exit status is 0, 1 for a failure, 2 for wrong use.
///
/// [KvitCommand] is the door; [Program] starts as much of the program as a command needs.
@NullMarked
@ApplicationModule
package org.kvit.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
