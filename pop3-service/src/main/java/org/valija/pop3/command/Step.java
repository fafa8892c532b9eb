package org.valija.pop3.command;

import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.State;

/**
 * What a command of the AUTHORIZATION state comes to.
 *
 * @param next the state in which the session goes on
 * @param reply sent before that
 */
public record Step(State next, Reply reply) {}
