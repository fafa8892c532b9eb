/** The four services, each in a Spring context of its own, and the settings and logs that the suite gives them. */
@NullMarked
package org.valija.suite.service;

import org.jspecify.annotations.NullMarked;
