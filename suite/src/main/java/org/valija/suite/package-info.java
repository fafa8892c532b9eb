/** All services in one JVM on an embedded PostgreSQL. No service is changed or replaced by it. */
@NullMarked
package org.valija.suite;

import org.jspecify.annotations.NullMarked;
