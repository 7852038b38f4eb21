/// Customer orders, from the order to the invoice they are on, and the trips that carry them.
///
/// [Orders] finds, makes and changes them; [OrderRules] says what one must look like (pure), [OrderLock]
/// what of it can't be changed just now and why. [OrderLists] are what is filtered and sorted. [Trips]
/// carry orders, [Loading] puts them there; while one is approved, cargo and prices of its orders are
/// locked. [org.kvit.base.LineTotals] adds up prices and VAT as EN 16931 does (pure). Other modules hang
/// their tabs into an order's page as [OrderTab], and their buttons as [OrderAction].
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "ui", "api", "customer"})
package org.kvit.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
