/** What an administrator sets, and the policy that follows from it. */
@NullMarked
package org.valija.smtp.settings;

import org.jspecify.annotations.NullMarked;
