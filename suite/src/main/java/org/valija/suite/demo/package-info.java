/** What makes the suite easy to try: two accounts, and the check that mail goes through them. */
@NullMarked
package org.valija.suite.demo;

import org.jspecify.annotations.NullMarked;
