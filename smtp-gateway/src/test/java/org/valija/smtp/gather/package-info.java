/** What is watched and added while a message passes. */
@NullMarked
package org.valija.smtp.data;

import org.jspecify.annotations.NullMarked;
