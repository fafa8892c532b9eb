/** Mail on its way to other servers, sent by several gateways, each in a process of its own. */
@NullMarked
package org.valija.suite.relay;

import org.jspecify.annotations.NullMarked;
