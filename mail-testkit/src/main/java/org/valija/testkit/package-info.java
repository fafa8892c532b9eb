/**
 * What the tests of every module share: transcripts played against a server, a PostgreSQL to test on, real-world
 * messages, started processes and real mail clients. Knows nothing of the services under test.
 */
@NullMarked
package org.valija.testkit;

import org.jspecify.annotations.NullMarked;
