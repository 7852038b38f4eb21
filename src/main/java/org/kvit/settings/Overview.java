package org.kvit.settings;

import java.util.Optional;

/// How far the company is set up, for the short lines on the cards.
///
/// @param company the name
/// @param address whether the letters' head is complete: street and town
/// @param levels of its own reminder policy; 0: the standard one
/// @param schedule the mode of its reminder schedule: `off`, `propose`, `automatic`
/// @param mailServer the host, if the company has set one up
public record Overview(
        String company,
        boolean address,
        int accounts,
        int levels,
        Optional<String> mailServer,
        boolean serverOfInstallation,
        int people,
        int tokens,
        int bankLinks,
        String schedule) {}
