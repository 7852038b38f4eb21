/// Kvit: self-hosted accounts receivable and payment reminders. Each package below is one capability.
@NullMarked
package org.kvit;

import org.jspecify.annotations.NullMarked;
