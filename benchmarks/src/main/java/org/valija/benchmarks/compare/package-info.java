/**
 * Runs the loads against Valija and against peers in turn, each in processes of its own on this machine, and writes what
 * came out into docs/performance.md. Starts servers by their settings; what a load does is not known here.
 */
@NullMarked
package org.valija.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
