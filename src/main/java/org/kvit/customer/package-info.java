/// The client card: who a customer is, in which language and by which addresses it is written to, and its contacts.
///
/// [Customers] finds, lists, makes and changes them; [Contacts] keeps the people and desks at each. The main address
/// ([ClientCard#main]) carries the same flags as a contact, so a customer with one address needs no contact. [Reach]
/// says whether a reminder would get to anybody. An account manager who sees their own customers only sees no others,
/// wherever customers are read or changed here.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "ui", "api"})
package org.kvit.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
