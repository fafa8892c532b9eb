package org.valija.mailbox.api.account;

import java.util.List;
import org.valija.mailbox.api.Resource;

/**
 * @param passwordProtocols over which the account's own password is accepted: all at first. Over others only an app password
 *     is
 */
public record LoginPolicy(List<Protocol> passwordProtocols) implements Resource {}
