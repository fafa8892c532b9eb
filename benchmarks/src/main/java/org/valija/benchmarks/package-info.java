/** Load generators and micro-benchmarks. They drive any server by host and port, ours or a peer. */
@NullMarked
package org.valija.benchmarks;

import org.jspecify.annotations.NullMarked;
