/**
 * What all endpoints share: how requests are read and checked, how refusals are told, how lists page, and the
 * description of it all. Knows no tables and no callers.
 */
@NullMarked
package org.valija.mailbox.web;

import org.jspecify.annotations.NullMarked;
