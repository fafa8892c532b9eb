/**
 * What single hot pieces of the services cost, measured by JMH: run the main of {@link org.valija.benchmarks.micro.Micro}.
 * The build only compiles these.
 */
@NullMarked
package org.valija.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
