/**
 * What the service does by itself now and then. A job is a class that implements {@link org.valija.mailbox.job.Job}, in
 * the package of what it works on; here is what runs it: on one replica at a time, by schedule or on request, with its
 * progress in PostgreSQL, where every replica sees it, and from where another one goes on if its replica dies.
 */
@NullMarked
package org.valija.mailbox.job;

import org.jspecify.annotations.NullMarked;
