package org.valija.mailbox.api.account;

/**
 * What a recount found.
 *
 * @param bytesBefore octets of all messages, as the counter said
 * @param bytes octets, as they were counted
 * @param messagesBefore how many messages, as the counter said
 * @param messages how many were counted
 * @param mailboxesMended how many mailboxes had a counter that was wrong
 */
public record UsageRecount(long bytesBefore, long bytes, long messagesBefore, long messages, int mailboxesMended) {}
