/**
 * What there is to read in messages: decoded from MIME and charsets, HTML without its markup, folded for comparison, and
 * indexed in the background. The index tells which messages may contain a text; {@code search} asks it, and looks itself
 * through messages that it does not have yet.
 */
@NullMarked
package org.valija.mailbox.text;

import org.jspecify.annotations.NullMarked;
