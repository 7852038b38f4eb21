/// What the benchmarks need to see of the letters from within: nobody else does.
package org.kvit.reminder;
