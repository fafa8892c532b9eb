@NullMarked
package org.valija.imap.command;

import org.jspecify.annotations.NullMarked;
